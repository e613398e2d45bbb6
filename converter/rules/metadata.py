"""Values of metadata fields that are normalised, and how they are printed."""

from __future__ import annotations

DISCLOSURE = {
    "公开发布": "主动公开",
    "公开": "主动公开",
    "主动公开": "主动公开",
    "依申请公开": "依申请公开",
    "删减后公开": "删减后公开",
    "不予公开": "不予公开",
    "不公开": "不予公开",
}
"""附注 (GB/T 9704-2012, 7.3.8), what it says → the value."""

TRADITIONAL = "國會個這來時們學爲為對開動發經過還樣現長關於產業電機處見門問間東車體區點萬與後務員單標書報實際際變應"
SIMPLIFIED = "国会个这来时们学为对开动发经过还样现长关于产业电机处见门问间东车体区点万与后务员单标书报实际变应"
"""Frequent characters that tell the two scripts apart."""
