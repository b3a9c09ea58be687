"""Words of failing that no list holds are nearer to failing than unrelated ones."""

from extractor.language.failing import likeness

# none of them stands in rules/failing.yaml, some in another form
FAILING = [
    "conked",
    "crippled",
    "hobbled",
    "hamstrung",
    "jammed",
    "marred",
    "bricked",
    "botched",
    "scrambled",
    "tanked",
    "tripped",
    "wrecked",
    "paralyzed",
    "sputtered",
    "toppled",
    "unreliable",
    "erratic",
    "sluggish",
    "mayhem",
    "snag",
    "unworkable",
    "snarl",
    "jolted",
    "bogged",
]
UNRELATED = [
    "upholstered",
    "marinated",
    "photocopied",
    "christened",
    "embroidered",
    "applauded",
    "commemorated",
    "harvested",
    "photographed",
    "sculpted",
    "knitted",
    "renovated",
    "inaugurated",
    "congratulated",
    "rehearsed",
    "orchestra",
    "brochure",
    "catalogue",
    "bouquet",
    "violin",
    "anthology",
    "franchise",
    "memorandum",
    "gala",
    "brunch",
    "vineyard",
    "announced",
    "visited",
    "painted",
    "election",
    "festival",
    "budget",
    "holiday",
    "kitchen",
    "river",
    "contract",
    "partnership",
]


def test_failing_words_are_told_from_others() -> None:
    failing, others = ([likeness(word) for word in words] for words in (FAILING, UNRELATED))
    nearer = sum(one > other for one in failing for other in others) / (len(failing) * len(others))
    assert nearer > 0.9


def test_an_unknown_word_is_like_nothing() -> None:
    assert likeness("zzyzxqq") == 0.0
