#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes readings.txt from Unihan_Readings.txt.bz2 of Debian's package unicode-data: make_readings.py UNIHAN > readings.txt
import bz2
import collections
import re
import sys
import unicodedata


def plain(syllable):
    """Without the tone; ü is v, as it is typed."""
    letters = unicodedata.normalize("NFD", syllable).replace("u\u0308", "v")
    return "".join(c for c in letters if not unicodedata.combining(c)).lower()


readings = collections.defaultdict(set)
for line in bz2.open(sys.argv[1], "rt", encoding="utf-8"):
    if not line.startswith("U+"):
        continue
    point, field, value = line.rstrip("\n").split("\t")
    character = int(point[2:], 16)
    common = 0x4E00 <= character <= 0x9FFF or character == 0x3007
    if not common and not 0x3400 <= character <= 0x4DBF:
        continue
    if field == "kMandarin" and common:
        found = value.split()
    elif field == "kHanyuPinlu":
        found = [re.sub(r"\(.*?\)", "", word) for word in value.split()]
    elif field == "kXHC1983":
        found = [word for group in value.split() for word in group.split(":")[1].split(",")]
    else:
        continue
    for syllable in map(plain, found):
        if re.search("[aeiouv]", syllable):  # 呣, 嗯 and 哼 have interjections without a vowel; no name is typed by them
            readings[character].add(syllable)

characters = collections.defaultdict(list)
for character, syllables in readings.items():
    for syllable in syllables:
        characters[syllable].append(chr(character))
print("# Readings of Chinese characters: a syllable without its tone, then every character that may be read so.")
print("# Made by make_readings.py from the Unicode Han Database 15.0; see LICENSES.md.")
for syllable in sorted(characters):
    print(syllable, "".join(sorted(characters[syllable])))
