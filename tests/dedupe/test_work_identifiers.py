"""Every publisher's row has addresses that name one work."""

import pytest
from work_links import described

from curator.dedupe.work_features import Features
from curator.dedupe.work_identifiers import LONGEST, PUBLISHERS, twin

HASH = "0123456789abcdef" * 2
CASES = [
    # what an address names, and the address without its scheme
    ("arxiv:1503.03832", "www.alphaxiv.org/overview/1503.03832"),
    ("arxiv:1503.03832", "huggingface.co/papers/1503.03832"),
    ("arxiv:math/0309136", "scirate.com/arxiv/math.GT/0309136"),
    ("arxiv:1503.03832", "api.semanticscholar.org/arXiv:1503.03832"),
    (f"s2:{HASH}01234567", f"www.semanticscholar.org/paper/Berries/{HASH}01234567/figure/2"),
    (f"s2:{HASH}01234567", f"pdfs.semanticscholar.org/0123/{HASH[4:]}01234567.pdf"),
    ("doi:10.1145/2809654.2766959", "dl.acm.org/doi/abs/10.1145/2809654.2766959"),
    ("doi:10.1145/2809654.2766959", "dl.acm.org/citation.cfm?CFID=1&doid=2809654.2766959"),
    ("doi:10.1007/978-3-319-46478-7_31", "link.springer.com/chapter/10.1007/978-3-319-46478-7_31"),
    ("doi:10.1002/rob.20276", "ietresearch.onlinelibrary.wiley.com/doi/full/10.1002/ROB.20276"),
    ("doi:10.1103/physrevlett.13.508", "journals.aps.org/prl/abstract/10.1103/PhysRevLett.13.508"),
    ("doi:10.1038/s41591-020-0820-9", "www.nature.com/articles/s41591-020-0820-9.pdf"),
    ("doi:10.1038/nature14539", "www.nature.com/articles/nature14539"),
    ("doi:10.1101/2020.01.30.927871", "www.biorxiv.org/content/10.1101/2020.01.30.927871v2.full.pdf"),
    ("doi:10.1371/journal.pone.0000001", "journals.plos.org/plosone/article?id=10.1371/journal.pone.0000001"),
    ("doi:10.3389/fnins.2018.00001", "www.frontiersin.org/articles/10.3389/fnins.2018.00001/full"),
    ("cvf:A_Berry_CVPR_2016_paper",
     "www.cv-foundation.org/openaccess/content_cvpr_2016/papers/A_Berry_CVPR_2016_paper.pdf"),
    ("cvf:A_Berry_CVPR_2016_paper", "openaccess.thecvf.com/content_cvpr_2016/html/A_Berry_CVPR_2016_paper.html"),
    ("cvf:A_Berry_ICCVW_2019_paper",
     "openaccess.thecvf.com/content_ICCVW_2019/papers/LSR/A_Berry_ICCVW_2019_paper.pdf"),
    ("nips:5845", "papers.nips.cc/paper/5845-deep-berry-making.pdf"),
    (f"nips:{HASH}", f"proceedings.neurips.cc/paper_files/paper/2020/hash/{HASH}-Abstract.html"),
    ("pmlr:v70/berg17a", "proceedings.mlr.press/v70/berg17a/berg17a.pdf"),
    ("pmlr:v70/berg17a", "proceedings.mlr.press/v70/berg17a.html"),
    ("jmlr:15/berg14a", "jmlr.org/papers/volume15/berg14a/berg14a.pdf"),
    ("jmlr:15/berg14a", "www.jmlr.org/papers/v15/berg14a.html"),
    ("ecva:eccv_2020/123690528", "www.ecva.net/papers/eccv_2020/papers_ECCV/papers/123690528.pdf"),
    ("ijcai:proceedings/2019/12", "www.ijcai.org/proceedings/2019/0012.pdf"),
    ("aaai:AAAI/AAAI16/11893", "www.aaai.org/ocs/index.php/AAAI/AAAI16/paper/download/11893/12117"),
    ("aaai:AAAI/4321", "ojs.aaai.org/index.php/AAAI/article/view/4321/4199"),
    ("ieee:7801947", "ieeexplore.ieee.org/abstract/document/7801947/"),
    ("ieee:7801947", "ieeexplore.ieee.org/stamp/stamp.jsp?tp=&arnumber=07801947"),
    ("pii:S0031320316303417", "www.sciencedirect.com/science/article/abs/pii/S0031320316303417"),
    ("pmc:PMC1234567", "www.ncbi.nlm.nih.gov/pmc/articles/PMC1234567/pdf/berry.pdf"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "address"), CASES)
def test_an_address_of_a_publisher_names_a_work(name: str, address: str) -> None:
    assert Features(described(f"https://{address}")).identifiers == (name,)


def test_every_publisher_has_a_case() -> None:
    hosts = " ".join(address.partition("/")[0] for _, address in CASES)
    assert [row for row in PUBLISHERS if not any(host in hosts for host in row.hosts.split())] == []


@pytest.mark.parametrize("address", [
    "https://huggingface.co/papers", "https://www.nature.com/articles/", "https://link.springer.com/journal/11263",
    "https://proceedings.mlr.press/v70/", "https://ieeexplore.ieee.org/document/", "https://dl.acm.org/",
    "https://dl.acm.org/doi/10.1145/" + "1" * LONGEST,
])
def test_other_addresses_there_name_none(address: str) -> None:
    assert Features(described(address)).identifiers == ()


@pytest.mark.parametrize(("identity", "plain"), [
    ("url:m.example.com/a/1", "url:example.com/a/1"), ("url:example.com/a/index.php", "url:example.com/a"),
    ("url:example.com/a/1/amp", "url:example.com/a/1"), ("url:m.example.com", None), ("url:m.com/a", None),
    ("url:example.com/amp", "url:example.com/amp"), ("url:example.com/index.html?p=1", None),
])
def test_a_variant_of_an_address_names_the_plain_one(identity: str, plain: str | None) -> None:
    assert twin(identity) == (None if plain == identity else plain)
