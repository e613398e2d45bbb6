"""Labels of the disclosure table that a government page prints beside its document, and the field each fills.

The 14 elements of the guide to government information catalogues, and the labels that sites really use.
"""

from __future__ import annotations

from .rows import Field

FIELDS = (
    Field(id="index_number", labels=("索引号", "信息索引号", "索引")),
    Field(id="subject_category", labels=("主题分类", "主题类别", "信息分类", "所属主题", "分类")),
    Field(id="issuers", labels=("发文机关", "发布机构", "发文单位", "制发机关", "发布单位", "公开机构", "发文机构")),
    Field(id="date", labels=("成文日期", "发文日期", "生成日期", "制发日期", "成文时间")),
    Field(id="title", labels=("标题", "名称", "信息名称", "文件名称")),
    Field(id="doc_number", labels=("发文字号", "文号", "文件编号", "公文字号", "发文文号")),
    Field(id="publish_date", labels=("发布日期", "发布时间", "公开日期", "公布日期")),
    Field(id="keywords", labels=("主题词", "关键词", "关键字")),
    Field(id="validity", labels=("有效性", "效力状态", "是否有效", "文件状态", "时效性")),
    Field(id="disclosure", labels=("公开方式", "公开属性", "公开形式")),
    Field(
        id="none",
        labels=(
            *(
                "公开时限",
                "公开范围",
                "公开责任部门",
                "体裁分类",
                "体裁",
                "组配分类",
                "服务对象",
                "内容概述",
                "概述",
                "公文种类",
            ),
            *("生效日期", "废止日期", "失效日期", "载体类型", "公开程序", "责任部门", "信息来源", "文件类型", "有效期"),
        ),
    ),
)

NO_VALUE = ("无", "暂无", "-", "—", "/", "空")
"""How a page says that there is no value."""
