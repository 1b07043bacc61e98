#!/usr/bin/python3
"""Makes the fonts beside this script, in which documents are set, from Inter as Debian has it.

    apt-get install fonts-inter python3-fonttools
    /usr/bin/python3 Documents/Pdf/Fonts/make-fonts.py

Run it when a letter, a weight or another version of Inter is wanted, commit what it writes, and say in the commit by
which version of fonts-inter it was made; these files are by 4.0~beta7+ds-1. The build never runs it. For each weight
it writes

* the shapes of each part of the letters, as a PDF embeds them: a CFF font of 1,000 units to the em, compressed. A
  letter's number in the font (its CID) is its number in Unicode, so that the text of a page is its letters;
* NAME.letters, which says how wide each letter is and which pairs of letters stand closer or wider. Letters that are
  kerned alike are of one class: a pair's kerning is that of its left letter's left class with its right letter's right
  class.
"""

import os
import zlib

from fontTools.cffLib import FDArrayIndex, FDSelect, FontDict
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

SOURCE = "/usr/share/fonts/opentype/inter"
TARGET = os.path.dirname(os.path.abspath(__file__))
WEIGHTS = ["Inter-Regular", "Inter-SemiBold"]
EM = 1000
BLANK = " "


def span(*ranges):
    return {code for first, last in ranges for code in range(first, last + 1)}


# What the languages of the EU that are written in Latin letters need, with the signs of a document; this part is in
# every document. Then the two other alphabets of the EU, and whatever else Inter has but emoji and private signs.
LATIN = span((0x20, 0x7E), (0xA0, 0x17F), (0x218, 0x21B), (0x2010, 0x2015), (0x2018, 0x201E), (0x2020, 0x2022),
             (0x2026, 0x2026), (0x2030, 0x2030), (0x2039, 0x203A), (0x20AC, 0x20AC), (0x2116, 0x2116),
             (0x2122, 0x2122), (0x2212, 0x2212))
ALPHABETS = span((0x370, 0x3FF), (0x400, 0x52F))
OTHERS = span((0x180, 0x2FFF)) - LATIN - ALPHABETS

# A PDF wants six capitals before the name of a font that is a part of one.
PARTS = {"LATINS": LATIN, "GRECYR": ALPHABETS, "OTHERS": OTHERS}


def shapes(font, name, codes):
    """The letters as a CFF font, numbered by Unicode."""
    scale = EM / font["head"].unitsPerEm
    glyphs, names = font.getGlyphSet(), font.getBestCmap()

    def drawn(glyph):
        pen = T2CharStringPen(round(font["hmtx"][glyph][0] * scale), glyphs)
        glyphs[glyph].draw(TransformPen(pen, (scale, 0, 0, scale, 0, 0)))
        return pen.getCharString()

    order = [".notdef"] + [f"cid{code:05}" for code in codes]
    builder = FontBuilder(EM, isTTF=False)
    builder.setupGlyphOrder(order)
    builder.setupCFF(
        name, {"FullName": name}, dict(zip(order, [drawn(g) for g in [".notdef"] + [names[c] for c in codes]])), {})
    table = builder.font["CFF "]
    number_by_cid(table.cff[0], order, codes)
    return table.compile(builder.font)


def number_by_cid(top, order, codes):
    part = FontDict()
    part.setCFF2(False)
    part.FontName = top.FullName
    part.Private = top.Private
    parts = FDArrayIndex()
    parts.strings, parts.GlobalSubrs = None, top.GlobalSubrs
    parts.append(part)
    chosen = FDSelect(format=3)
    chosen.gidArray = [0] * len(order)
    top.ROS = ("Adobe", "Identity", 0)
    top.CIDCount = max(codes) + 1
    top.charset, top.FDArray, top.FDSelect = order, parts, chosen
    top.CharStrings.fdArray, top.CharStrings.fdSelect = parts, chosen
    for name in ("Encoding", "Private"):
        top.rawDict.pop(name, None)
        if hasattr(top, name):
            delattr(top, name)


def kerning(font, codes):
    """By how much each pair of letters moves together, in rows of left letters; 0 for most."""
    scale = EM / font["head"].unitsPerEm
    names = font.getBestCmap()
    table = font["GPOS"].table
    lookups = {index for record in table.FeatureList.FeatureRecord if record.FeatureTag == "kern"
               for index in record.Feature.LookupListIndex}
    (pairs, classes) = [sub for index in sorted(lookups) for sub in table.LookupList.Lookup[index].SubTable]
    assert (pairs.Format, classes.Format) == (1, 2), "Inter kerns in another way now"
    single = {(left, right.SecondGlyph): advance(right.Value1)
              for left, row in zip(pairs.Coverage.glyphs, pairs.PairSet) for right in row.PairValueRecord}
    covered = set(classes.Coverage.glyphs)
    of_left, of_right = classes.ClassDef1.classDefs, classes.ClassDef2.classDefs

    def of(left, right):
        # A word is as wide as it is, whatever stands beside it.
        if names[ord(BLANK)] in (left, right):
            return 0
        if (left, right) in single:
            return single[left, right]
        if left not in covered:
            return 0
        row = classes.Class1Record[of_left.get(left, 0)]
        return advance(row.Class2Record[of_right.get(right, 0)].Value1)

    return [tuple(round(of(names[left], names[right]) * scale) for right in codes) for left in codes]


def advance(value):
    return getattr(value, "XAdvance", 0) if value else 0


def classes_of(rows):
    """The class of each row, which is that of its equals, by first appearance; the class 0 is of those without kerning."""
    known = {tuple(0 for _ in rows[0]): 0}
    return [known.setdefault(row, len(known)) for row in rows]


def letters(font, name, parts):
    scale = EM / font["head"].unitsPerEm
    names, codes = font.getBestCmap(), sorted(code for part in parts.values() for code in part)
    rows = kerning(font, codes)
    left, right = classes_of(rows), classes_of(list(zip(*rows)))
    head = font["head"]
    box = [round(edge * scale) for edge in (head.xMin, head.yMin, head.xMax, head.yMax)]
    lines = [
        f"# {name}, made by make-fonts.py: {font['name'].getDebugName(5)}. {font['name'].getDebugName(0)}. OFL 1.1.",
        "# Lengths are in thousandths of the em.",
        f"box {box[0]} {box[1]} {box[2]} {box[3]}",
        f"ascent {round(font['hhea'].ascent * scale)}",
        f"descent {round(font['hhea'].descent * scale)}",
        f"capitals {round(font['OS/2'].sCapHeight * scale)}",
    ]
    at = {code: index for index, code in enumerate(codes)}
    for part, part_codes in parts.items():
        lines += [f"part {part}", "# letter, width, left class, right class"]
        for code in part_codes:
            width = round(font["hmtx"][names[code]][0] * scale)
            lines.append(f"{code:04X} {width} {left[at[code]]} {right[at[code]]}")
    lines += ["kerning", "# left class, then right class:distance for each that is not 0"]
    first_left, first_right = {}, {}
    for index in range(len(codes)):
        first_left.setdefault(left[index], index)
        first_right.setdefault(right[index], index)
    for one, row in sorted(first_left.items()):
        cells = [f"{other}:{rows[row][column]}" for other, column in sorted(first_right.items()) if rows[row][column]]
        if cells:
            lines.append(f"{one} {' '.join(cells)}")
    return "\n".join(lines) + "\n"


for weight in WEIGHTS:
    inter = TTFont(f"{SOURCE}/{weight}.otf")
    has = {part: sorted(code for code in codes if code in inter.getBestCmap()) for part, codes in PARTS.items()}
    with open(f"{TARGET}/{weight}.letters", "w", encoding="ascii") as file:
        file.write(letters(inter, weight, has).replace("\u00a9", "(c)"))
    for part, codes in has.items():
        raw = shapes(inter, f"{part}+{weight}", codes)
        with open(f"{TARGET}/{weight}.{part}.cff.z", "wb") as file:
            file.write(zlib.compress(raw, 9))
        print(f"{weight} {part}: {len(codes)} letters, {len(raw)} bytes")
