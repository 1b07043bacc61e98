using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Charging.Contracts;

/// <summary>
/// The words that enum values have on the wire and in the database: camelCase, or the one the member names.
/// </summary>
public static class Words
{
    public static string Of<T>(T value) where T : struct, Enum => Book<T>.Words[value];

    public static bool TryRead<T>(string word, out T value) where T : struct, Enum =>
        Book<T>.Values.TryGetValue(word, out value);

    /// <exception cref="FormatException">The word is none of <typeparamref name="T"/>.</exception>
    public static T Read<T>(string word) where T : struct, Enum =>
        TryRead<T>(word, out var value)
            ? value
            : throw new FormatException($"'{word}' is not a {typeof(T).Name}; use {string.Join(", ", All<T>())}.");

    public static IEnumerable<string> All<T>() where T : struct, Enum => Enum.GetValues<T>().Select(Of);

    private static class Book<T> where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> Words =
            Enum.GetValues<T>().ToFrozenDictionary(value => value, Name);

        public static readonly FrozenDictionary<string, T> Values =
            Words.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

        private static string Name(T value)
        {
            var member = typeof(T).GetField(value.ToString())!;
            return member.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name
                ?? JsonNamingPolicy.CamelCase.ConvertName(member.Name);
        }
    }
}
