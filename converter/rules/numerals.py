"""Numeral systems, as they stand in the folded shadow (full-width digits are ASCII there).

The quantifiers are possessive: a numeral is read whole or not at all.
"""

from __future__ import annotations

from .rows import NumeralSystem

NUMERALS = (
    NumeralSystem(
        id="han", alphabet="一二三四五六七八九十百千零〇○两", pattern="[一二三四五六七八九十百千零〇○两]{1,7}+"
    ),
    NumeralSystem(id="arabic", alphabet="0123456789", pattern="[0-9]{1,3}+"),
    NumeralSystem(
        id="circled",
        alphabet="①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿",
        pattern="[①-⑳㉑-㉟㊱-㊿]",
        chars="①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿",
    ),
    NumeralSystem(id="negative-circled", alphabet="❶❷❸❹❺❻❼❽❾❿", pattern="[❶-❿]", chars="❶❷❸❹❺❻❼❽❾❿"),
    NumeralSystem(
        id="bracketed-arabic",
        alphabet="⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
        pattern="[⑴-⒇]",
        chars="⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    ),
    NumeralSystem(
        id="dotted-arabic",
        alphabet="⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
        pattern="[⒈-⒛]",
        chars="⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    ),
    NumeralSystem(id="bracketed-han", alphabet="㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩", pattern="[㈠-㈩]", chars="㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"),
    NumeralSystem(id="circled-han", alphabet="㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉", pattern="[㊀-㊉]", chars="㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
    NumeralSystem(id="roman-char", alphabet="ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ", pattern="[Ⅰ-Ⅻ]", chars="ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"),
    NumeralSystem(
        id="han-lookalike",
        alphabet="ー—―-⼀=ニ⼆≡ハ+†",
        pattern="[ー—―\\-⼀=ニ⼆≡ハ+†]",
        chars="ー—―-⼀=ニ⼆≡ハ+†",
        values=(1, 1, 1, 1, 1, 2, 2, 2, 3, 8, 10, 10),
    ),
    NumeralSystem(id="roman", alphabet="IVX", pattern="[IVX]{1,5}"),
    NumeralSystem(
        id="stem", alphabet="甲乙丙丁戊己庚辛壬癸", pattern="[甲乙丙丁戊己庚辛壬癸]", chars="甲乙丙丁戊己庚辛壬癸"
    ),
    NumeralSystem(
        id="capital", alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ", pattern="[A-Z]", chars="ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    ),
    NumeralSystem(
        id="small", alphabet="abcdefghijklmnopqrstuvwxyz", pattern="[a-z]", chars="abcdefghijklmnopqrstuvwxyz"
    ),
    NumeralSystem(id="dotted-two", alphabet="0123456789", pattern="[0-9]{1,2}\\.[0-9]{1,2}"),
    NumeralSystem(id="dotted-three", alphabet="0123456789", pattern="[0-9]{1,2}\\.[0-9]{1,2}\\.[0-9]{1,2}"),
    NumeralSystem(id="dotted-four", alphabet="0123456789", pattern="[0-9]{1,2}\\.[0-9]{1,2}\\.[0-9]{1,2}\\.[0-9]{1,2}"),
)
