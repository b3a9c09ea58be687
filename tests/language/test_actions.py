"""Which words tell what was done, and of which category."""

import pytest

from extractor.language.pipeline import load_pipeline, prepare
from extractor.records import Article, Block


def labels(text: str) -> set[str]:
    article = Article(text, "a.txt", published="2031-05-06", blocks=(Block(0, len(text), "paragraph"),))
    doc = load_pipeline()(prepare(load_pipeline(), article))
    return {span.label_ for span in doc.spans["outage_actions"]}


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Engineers rolled back the release at noon.", "rollback"),
        ("The grocer deployed a fix before the shops opened.", "fix_deployed"),
        ("Technicians rerouted traffic through Leeds.", "reroute_traffic"),
        ("The carrier rebalanced traffic across its three sites.", "load_balancing"),
        ("Staff rebooted the servers twice.", "restart"),
        ("The bank failed over to its second site.", "failover"),
        ("It added extra servers in Oslo.", "add_capacity"),
        ("Engineers throttled new jobs.", "throttling"),
        ("The regulator has opened an investigation.", "investigate"),
        ("The firm is monitoring the recovery.", "monitor"),
        ("Parents were advised to use the website instead.", "workaround"),
        ("The exchange halted trading at ten.", "suspend_service"),
        ("It offered customers a refund of ten pounds.", "compensate"),
        ("Subscribers will have ten pounds knocked off their May bill.", "compensate"),
        ("The settings were put back to what they had been.", "rollback"),
        ("The hold on the domain was lifted at noon.", "fix_deployed"),
        ("Players were let in in batches.", "throttling"),
        ("Extra disks were installed overnight.", "add_capacity"),
        ("The watchdog said it was making inquiries.", "investigate"),
    ],
)
def test_an_action_is_marked_with_its_category(text: str, category: str) -> None:
    assert category in labels(text)


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Callers were cut off in mid-sentence.", "isolate"),
        ("The botched software update left tills frozen.", "fix_deployed"),
        ("Fans sat in a waiting room for hours.", "throttling"),
        ("People were told to come back on Thursday.", "workaround"),
        ("Engineers traced the fault to a faulty card.", "investigate"),
        ("The firm released a repair tool.", "repair"),
        ("The monitoring site saw a spike.", "monitor"),
        ("The routers isolated themselves from the core.", "isolate"),
    ],
)
def test_a_failure_is_no_action(text: str, category: str) -> None:
    assert category not in labels(text)
