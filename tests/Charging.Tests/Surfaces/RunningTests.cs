using Charging.TestBed;

namespace Charging.Tests.Surfaces;

/// <summary>What the scripts take for a process that runs.</summary>
public class RunningTests
{
    private const string Script = """
        set -euo pipefail
        source deploy/local/bed.sh
        file=$1 mark=$2
        # A process that does nothing but become another program, and has no command line in between.
        echo 'exec bash "$0" "$@"' >"$file.sh"
        bash "$file.sh" "$mark" &
        echo $! >"$file"
        wait_until_begun "$file" "$mark"
        for ((look = 0; look < 60; look++)); do is_running "$file" "$mark" || echo "dead at look $look"; done
        kill -KILL "$(<"$file")"
        wait "$(<"$file")" 2>/dev/null || true
        not_running "$file" "$mark" || echo "alive after its end"
        echo looked
        """;

    [Test]
    public async Task A_process_that_becomes_another_program_is_not_taken_for_dead()
    {
        var folder = Directory.CreateTempSubdirectory("charging-").FullName;

        var (code, text, complaint) = await Tool.Run("bash", "-c", Script, "-", Path.Combine(folder, "pid"), folder);

        Assert.That(code, Is.Zero, complaint);
        Assert.That(text.Trim(), Is.EqualTo("looked"), complaint);
        Directory.Delete(folder, recursive: true);
    }
}
