"""Words that say too little to be compared: headings that stand over anything, lines that stand anywhere."""

from typing import Final

from curator.text.fold import fold

GENERIC: Final = frozenset(fold(word) for words in (
    # words, a row for each reason why they say nothing about what stands below them
    "参考 参考文献 参考资料 参考链接 参考阅读 延伸阅读 扩展阅读 相关链接 相关阅读 资料 资源 链接 文章 论文 "
    "references reference links resources reading readings papers paper articles article blogs blog "
    "bibliography see-also",                                      # a list of references, of whatever
    "概述 简介 介绍 引言 前言 序 序言 背景 基本概念 概念 定义 "
    "introduction intro overview background preface basics summary abstract definition",  # an opening
    "总结 小结 结论 结语 后记 附录 conclusion conclusions appendix afterword",  # an ending
    "其他 其它 杂项 杂谈 杂烩 未分类 待整理 misc miscellaneous other others general uncategorized todo notes note",
    "教程 工具 代码 源码 实现 示例 例子 应用 实践 安装 使用 用法 配置 下载 视频 书籍 图书 问题 官网 "
    "tutorial tutorials tools tool code codes implementation implementations examples example demo applications "
    "usage install installation configuration videos video books book projects project software github "
    "datasets dataset library libraries",                          # a kind of thing, not a subject
) for word in words.split())
"""Folded headings and lines. A blog of 817 posts has 参考 181 times over its sections."""

LABEL_ENDS: Final = (":", "：")
"""How a line ends that announces what follows it."""

LONGEST_LABEL: Final = 30
"""Characters of a label line. A longer line with a colon at its end is a sentence."""


def is_telling(heading: str) -> bool:
    """Tell whether a folded heading says what its section is about: a date alone does not, nor does a number."""
    return heading not in GENERIC and any(character.isalpha() for character in heading)


def is_label(line: str) -> bool:
    """Tell whether a line as written only announces what follows."""
    return len(line) <= LONGEST_LABEL and line.rstrip().endswith(LABEL_ENDS)
