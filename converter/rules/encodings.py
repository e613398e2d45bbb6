"""What files and encodings look like: first bytes, byte order marks, frequent characters, traces of wrong decoding."""

from __future__ import annotations

# First bytes, what the file is, and what to do about it. White space and a byte order mark may stand before them.
_AS_TEXT = "save it as plain text first"
_GIVE_TEXT = "give a text file"
_UNPACK = "unpack it first"
BINARIES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "it is a PDF file", "save its text first"),
    (b"PK\x03\x04", "it is a ZIP or Office file", _AS_TEXT),
    (b"PK\x05\x06", "it is an empty ZIP file", _GIVE_TEXT),
    (b"\xd0\xcf\x11\xe0", "it is an old Word or Excel file", _AS_TEXT),
    (b"{\\rtf", "it is an RTF file", _AS_TEXT),
    (b"CAJ\x00", "it is a CAJ file", _AS_TEXT),
    (b"\x89PNG", "it is a picture", _GIVE_TEXT),
    (b"\xff\xd8\xff", "it is a picture", _GIVE_TEXT),
    (b"GIF87a", "it is a picture", _GIVE_TEXT),
    (b"GIF89a", "it is a picture", _GIVE_TEXT),
    (b"II*\x00", "it is a picture", _GIVE_TEXT),
    (b"MM\x00*", "it is a picture", _GIVE_TEXT),
    (b"\x1f\x8b", "it is a gzip file", _UNPACK),
    (b"BZh91AY&SY", "it is a bzip2 file", _UNPACK),
    (b"\xfd7zXZ\x00", "it is an xz file", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "it is a Zstandard file", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "it is a 7-Zip file", _UNPACK),
    (b"Rar!\x1a\x07", "it is a RAR file", _UNPACK),
    (b"\x7fELF", "it is a program", _GIVE_TEXT),
)

# The longer mark first: UTF-32's begins with UTF-16's.
BYTE_ORDER_MARKS: tuple[tuple[bytes, str], ...] = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)

# Encodings that are told apart by what their readings say; where readings weigh the same, the first one stands.
NARROW = ("utf-8", "gb18030", "big5hkscs")
WIDE = ("utf-16-le", "utf-16-be")

# All ASCII, too: HZ (RFC 1843), with pairs of bytes between two signs, and the ISO 2022 encodings, which we do not read.
ISO_2022_SIGN = b"\x1b$"
HZ_OPENS = b"~{"
HZ_RUN = rb"~\{(?:[!-w][!-~])+~\}"

# Pages labelled gb2312 or gbk hold characters of the superset; the strict gb2312 codec also turns — into ― and · into ・.
SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "utf-8-sig": "utf-8"}

# Python counts them as text encodings, but no file is written in them.
NOT_FOR_FILES = frozenset({"idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined"})

SHOWN = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16LE",
    "utf-16-be": "UTF-16BE",
    "utf-32-le": "UTF-32LE",
    "utf-32-be": "UTF-32BE",
    "gb18030": "GB18030",
    "big5hkscs": "Big5",
    "hz": "HZ",
}
"""Encodings as people call them."""

# The characters that make up nine tenths of the Han in running text, those of official documents included,
# in no strict order; the second table holds the traditional forms that differ.
SIMPLIFIED = (
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实"
    "日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员"
    "解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象"
    "完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运笔六七八九百千亿元省县乡镇村委党央府厅局办字号令印议案函批复章编节附录职责组织干群众改革推稳步持续深坚贯彻落施"
    "健创增升促效率优质级标准划策措监督检查考核评估审执违罚农林牧渔土房城供销购投融税财费款项补助贴息贷债券股企商贸易消服济值环境护态污染排源煤油热温低碳绿输铁港航邮网络台技研究育培训养医药卫疗病康幼童妇残"
    "疾险障收贫困救灾害防控疫火急律察证诉讼裁判庭警犯罪刑选举协团席副例草修订废止依照根按符列须除历史旅游艺影视广播闻版园馆景族宗构布调域引支鼓励扶激约束框架示范试突破攻季周阶段初末底近远未截半均占减降幅超"
    "额左右负牵单配联址抄送精习旗帜围绕略伟梦兴担奋斗请纪讲志连忙较虽尽若否另每某仅仍曾既尤甚足够满充竟终始随跟离往返停留站跑飞父母爱欢笑吃穿衣食饭菜米鱼肉牛花树叶木石田江河湖雨雪风云星阳夜早晚春夏秋冬红黄"
    "蓝黑青紫甲乙丙丁京津吉苏浙鲁湘川贵甘藏桂宁澳验测算登注册签账户钱价付买卖店厂矿车船械器材料钢纤纺造型码图专班岗聘免整顿严密细致具楚备释词语句读写英汉块片座届双独承包租赁转移植殖粮棉糖茶蔬畜禽肥湿森净洁"
    "固危集拥维拨置换竞势劣缺陷漏损失赔偿追快善际营积校线础需极流综模预扩益装智挥采速居州适招况层参功室序容劳素断继普华筹链互套逐抓显获键聚岁厚归"
)
TRADITIONAL = (
    "個這們來為國說時會對著過發經學現當沒動還進樣開從實軍無長關點業將兩間問應戰頭見產話內給門東聲員論處義認條題爾別變總電數報結務場計資許統區隊決馬書則卻達強難權設記類邊張該規覺術領傳師觀讓識帶導爭運筆億縣"
    "鄉鎮廳辦號議編節錄職責組織眾穩續堅貫徹創質級標監檢評審執違罰農漁銷購稅財費項補貼貸債貿濟環護態熱溫綠輸鐵郵絡訓養醫藥衛療婦殘險貧災證訴訟選舉協團訂廢須歷藝視廣聞園館調勵約試階遠減額負牽單聯習幟圍繞偉夢"
    "興擔奮請紀講連較雖盡僅夠滿終隨飛愛歡飯魚樹葉風陽紅黃藍蘇魯貴驗測冊簽賬帳戶錢買賣礦車鋼纖紡碼圖專崗頓嚴細備釋詞語讀寫漢塊屆雙獨賃轉糧濕淨擁維撥換競勢損賠償際營積線綜預擴裝揮準劃據種黨麼與萬於價體機後裡"
    "幹臺雲製係範幾徵並構極礎網優聽離氣鬥寧潔採適確佔踐復灣遊佈畫舊爲衆羣兒廠況層參勞斷繼華籌鏈顯獲鍵歲歸"
)
PUNCTUATION = "、。，：；！？“”‘’（）《》〈〉【】〔〕「」—…·％"

# Ranges that Chinese documents use beyond ASCII; what lies outside (private use, Hangul, Yi, unassigned …) speaks
# against a reading. U+E5E5 lies inside because GBK's A3A0, a blank in practice, becomes it.
USUAL = (
    "\x85\u00a0-\u024f\u02c7-\u02d9\u0370-\u0451\u2000-\u27bf\u2e80-\u33ff\u3400-\u9fff\ue5e5\uf900-\ufaff\ufe10-\ufe6f\ufeff"
    "\uff01-\uffe6\U0001f100-\U0001f6ff\U00020000-\U000323af"
)
BLANKS = "\x85\u00a0\u2000-\u200f\u2028-\u202f\u3000\ue5e5\ufeff"

# How text is spoilt: the codec that it was wrongly read with, the one that it was written in, and the sentence.
GARBLINGS: tuple[tuple[str, str, str], ...] = (
    ("gb18030", "utf-8", "UTF-8 was read as GBK"),
    ("western", "utf-8", "UTF-8 was read as Latin-1"),
    ("big5hkscs", "utf-8", "UTF-8 was read as Big5"),
    ("western", "gb18030", "GBK was read as Latin-1"),
    ("western", "big5hkscs", "Big5 was read as Latin-1"),
    ("big5hkscs", "gb18030", "GBK was read as Big5"),
    ("gb18030", "big5hkscs", "Big5 was read as GBK"),
)

# At least one of these stands in every few lines of such a text, and hardly any in others: Han left of UTF-8 read as
# GBK (， 。 “ 中 和 的 …), of GBK read as Big5 (， 、 。 的 中 业 …), of Big5 read as GBK (不 中 業 發 和 …, and private use for
# its punctuation), and accented letters before another Latin-1 or Windows character. 楷体 is the name of a type, and
# stands in the styles of most pages; it would be 发 before a character that hardly anything is written with. 口腔 is
# what dentists care for; it would be 的 behind a character of private use. Each row: the characters that a sign begins
# with, as in a class, and what has to hold behind them.
GARBLING_SIGNS: tuple[tuple[str, str], ...] = (
    (
        "锛銆鈥锘锟嚙涓浜鍏鍔鍙鍒鍜鐨鏂鏀鐢鍚鎶ㄛ﹜﹝珛陔膘莉桯笢ぃいてカΤи穨瓣祇甶秈砞龟穦琌\ufffd\ue4c6-\ue5e4\ue5e6-\ue765",
        "",
    ),
    ("楷", "(?!体)"),
    ("腔", "(?<!口腔)"),
    ("À-ÖØ-öø-ÿ", "[\x80-ÿŒœŠšŸŽžƒˆ˜–-™€]"),
)

# What a lost character looks like: U+FFFD itself, and its UTF-8 bytes once more read as GBK, Big5 or Latin-1.
LOST = "\ufffd|锟斤拷|锟斤|嚙踝蕭|嚙|ï¿½"
