"""What the shipped data must hold: counts, references, wording, colours."""

from __future__ import annotations

import csv
import itertools
import json
import re
from collections import Counter
from pathlib import Path

import pytest
from coloraide import Color
from frictionless import validate

DATA = Path(__file__).resolve().parents[2] / "data"
PACKAGE = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
RESOURCES = {resource["name"]: resource for resource in PACKAGE["resources"]}
LANGS = ("en", "ru", "zh")
MAY_LACK = ("note_en", "publisher_en")
MAIN_SOURCE = "beijing_evening_news_2024"
LOCATORS = [f"P1S{n}" for n in range(1, 6)] + [f"P2S{n}" for n in range(1, 9)] + ["P3S1"]
NAMED = {"haidian", "changping", "yizhuang", "chaoyang", "daxing", "fangshan", "shunyi", "yanqing"}
UNNAMED = {
    "dongcheng", "xicheng", "fengtai", "shijingshan", "mentougou", "tongzhou", "pinggu", "huairou",
    "miyun",
}  # fmt: skip
HOSTS = {"haidian": "K07", "changping": "K08", "yizhuang": "K09"}
GROUND = {"color": "#F4F1EA", "color_dark": "#141B22"}
HAN = re.compile(r"[\u4e00-\u9fff]")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
LATIN = re.compile(r"[A-Za-z]")
PART_OF_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")

Row = dict[str, str]


def read(name: str) -> list[Row]:
    """Return the rows of one table; every row must be as long as the header."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, restkey="too_long", restval="\0"))
    assert all("too_long" not in row and "\0" not in row.values() for row in rows), name
    return rows


TABLES = {name: read(name) for name in RESOURCES}
CLAIMS = {row["claim_id"]: row for row in TABLES["claims"]}
ARTICLE = [row for row in TABLES["claims"] if row["basis"] != "external"]
EXTERNAL = [row for row in TABLES["claims"] if row["basis"] == "external"]
STATED = [row for row in TABLES["assignments"] if row["basis"] == "stated"]
INFERRED = [row for row in TABLES["assignments"] if row["basis"] == "inferred"]


def localized() -> list[tuple[str, str, Row]]:
    """Return (table, stem, row) for every text that stands in all languages."""
    return [
        (name, column.removesuffix("_en"), row)
        for name, rows in TABLES.items()
        for row in rows
        for column in row
        if column.endswith("_en") and (row[column] or column not in MAY_LACK)
    ]


def links(claim_id: str) -> list[str]:
    """Return the assignments a claim is linked to."""
    rows = TABLES["assignment_claims"]
    return [row["assignment_id"] for row in rows if row["claim_id"] == claim_id]


# --- files and references


def test_every_csv_is_a_resource_and_clean() -> None:
    assert {path.stem for path in DATA.glob("*.csv")} == set(RESOURCES)
    for path in DATA.glob("*.csv"):
        raw = path.read_bytes()
        assert not raw.startswith(b"\xef\xbb\xbf"), path.name
        assert b"\r" not in raw, path.name
        header = raw.decode("utf-8").splitlines()[0].split(",")
        assert header == [field["name"] for field in RESOURCES[path.stem]["schema"]["fields"]]
        for row in TABLES[path.stem]:
            assert all(cell == cell.strip() for cell in row.values()), row


def test_ids_are_unique_and_well_formed() -> None:
    for name, resource in RESOURCES.items():
        key = resource["schema"]["primaryKey"]
        ids = [tuple(row[column] for column in key) for row in TABLES[name]]
        assert len(ids) == len(set(ids)), name
        for part in itertools.chain.from_iterable(ids):
            assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", part), part
            assert part == part.lower() or re.fullmatch(r"[KB]\d\d|K\d\di", part), part


def test_every_reference_resolves() -> None:
    for name, resource in RESOURCES.items():
        for key in resource["schema"].get("foreignKeys", []):
            (column,), (target,) = key["fields"], key["reference"]["fields"]
            known = {row[target] for row in TABLES[key["reference"]["resource"] or name]}
            used = {row[column] for row in TABLES[name]} - {""}
            assert used <= known, (name, column, used - known)
    linked = {row["assignment_id"] for row in TABLES["assignment_claims"]}
    assert linked == {row["assignment_id"] for row in TABLES["assignments"]}


def test_every_id_column_has_a_foreign_key() -> None:
    for name, resource in RESOURCES.items():
        schema = resource["schema"]
        own = schema["primaryKey"] if len(schema["primaryKey"]) == 1 else []
        keyed = {key["fields"][0] for key in schema.get("foreignKeys", [])}
        ids = {field["name"] for field in schema["fields"] if field["name"].endswith("_id")}
        assert ids - set(own) <= keyed, name


def test_lists_have_no_empty_or_repeated_parts() -> None:
    for rows in TABLES.values():
        for row in rows:
            for column in {"aliases", "locators"} & row.keys():
                parts = row[column].split("|") if row[column] else []
                assert len(parts) == len({part.strip() for part in parts} - {""}), row


def test_frictionless_finds_the_package_valid() -> None:
    report = validate(str(DATA / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])
    assert not any(part.warnings for part in (report, *report.tasks))
    assert len(report.tasks) == len(RESOURCES)


def test_readme_explains_every_table_and_column() -> None:
    text = (DATA / "README.md").read_text(encoding="utf-8")
    for resource in RESOURCES.values():
        section = text.split(f"### `{resource['path']}`")[1].split("\n### ")[0]
        assert all(f"| `{field['name']}` |" in section for field in resource["schema"]["fields"])


def test_atlas_member_is_complete() -> None:
    atlas = PACKAGE["atlas"]
    assert atlas["main_source_id"] == MAIN_SOURCE and atlas["as_of"] == "2024-05-20"
    assert atlas["words_max"] == 20 and set(atlas["languages"]) == set(LANGS)
    texts = [atlas[key] for key in ("title", "subtitle", "as_of_text", "attribution")]
    texts += [atlas["geometry_note"]]
    texts += [layer[key] for layer in atlas["layers"] for key in ("accuracy", "attribution")]
    assert not any(text.endswith((".", "。")) for text in atlas["geometry_note"].values())
    for text in texts:
        assert set(text) == set(LANGS)
        assert HAN.search(text["zh"])
        assert CYRILLIC.search(text["ru"])
        assert not CYRILLIC.search(text["en"])
    assert {layer["kind"] for layer in atlas["layers"]} == {"district", "development_area"}


# --- counts


def test_counts_of_claims() -> None:
    assert Counter(row["basis"] for row in ARTICLE) == {"stated": 41, "disputed": 1, "inferred": 5}
    expected = [f"K{n:02d}" for n in range(1, 43)] + ["K20i", "K21i", "K22i", "K23i", "K31i"]
    assert sorted(row["claim_id"] for row in ARTICLE) == sorted(expected)
    assert [row["claim_id"] for row in EXTERNAL] == [f"B{n:02d}" for n in range(1, 28)]
    assert CLAIMS["K10"]["basis"] == "disputed" and "23" in CLAIMS["K10"]["text_en"]


def test_counts_of_assignments() -> None:
    assert (len(STATED), len(INFERRED)) == (23, 5)
    assert len({(row["park_id"], row["sector_id"]) for row in STATED}) == 20
    sectors: dict[str, set[str]] = {}
    for row in STATED:
        sectors.setdefault(row["park_id"], set()).add(row["sector_id"])
    rows = Counter(row["park_id"] for row in STATED)
    assert {park: (rows[park], len(sectors[park])) for park in rows} == {
        "haidian": (4, 3), "yizhuang": (4, 4), "fangshan": (4, 4), "changping": (3, 3),
        "daxing": (3, 2), "yanqing": (2, 1), "shunyi": (2, 2), "chaoyang": (1, 1),
    }  # fmt: skip
    parks = Counter(sector for found in sectors.values() for sector in found)
    shared = {sector: count for sector, count in parks.items() if count > 1}
    assert shared == {"medicine_health": 4, "ai": 3, "commercial_space": 2}


def test_counts_of_the_small_tables() -> None:
    kinds = Counter(row["kind"] for row in TABLES["places"])
    assert kinds == {"district": 16, "development_area": 1}
    sizes = {name: len(TABLES[name]) for name in ("parks", "sectors", "sector_groups", "roles")}
    assert sizes == {"parks": 17, "sectors": 15, "sector_groups": 5, "roles": 15}
    assert len(TABLES["role_groups"]) == 7 and len(TABLES["brands"]) == 2
    assert TABLES["specialty_parks"] == []
    editorial = {row["group_id"] for row in TABLES["sector_groups"] if row["editorial"] == "true"}
    assert editorial == {"digital"}


# --- what claims, assignments and parks may say


def test_parks() -> None:
    named = {row["park_id"] for row in TABLES["parks"] if row["named_in_source"] == "true"}
    assert named == NAMED
    others = {row["park_id"] for row in TABLES["parks"] if row["named_in_source"] == "false"}
    assert others == UNNAMED
    for row in TABLES["parks"]:
        host = HOSTS.get(row["park_id"], "")
        assert row["specialty_host_claim_id"] == host
        assert row["specialty_host"] == ("true" if host else "")
        symbol = [row["symbol_lon"], row["symbol_lat"], row["symbol_confidence"]]
        assert all(symbol) if row["park_id"] in NAMED else not any(symbol)


def test_locators() -> None:
    main = next(row for row in TABLES["sources"] if row["source_id"] == MAIN_SOURCE)
    assert main["locators"].split("|") == LOCATORS
    assert {row["locator"] for row in ARTICLE} == set(LOCATORS)
    assert {row["source_id"] for row in ARTICLE} == {MAIN_SOURCE}
    assert {row["locator"] for row in EXTERNAL} == {""}
    assert MAIN_SOURCE not in {row["source_id"] for row in EXTERNAL}


def test_bases_carry_what_they_must() -> None:
    sure = {"stated": "high", "disputed": "medium", "inferred": "medium"}
    for row in ARTICLE:
        assert row["as_of"] == "2024-05" and row["confidence"] == sure[row["basis"]], row
        assert bool(row["status"]) != (row["claim_id"] in {"K26", "K42"}), row
        parent = row["claim_id"].removesuffix("i") if row["basis"] == "inferred" else ""
        assert row["derived_from"] == parent, row
        assert not parent or CLAIMS[parent]["basis"] == "stated", row
    for row in EXTERNAL:
        assert not row["status"] and not row["derived_from"]
        assert not row["as_of"] or PART_OF_DATE.fullmatch(row["as_of"]), row


def test_scopes_and_parks_agree() -> None:
    for row in TABLES["claims"]:
        assert bool(row["park_id"]) == (row["scope"] in {"park", "district"}), row["claim_id"]
    assert CLAIMS["K17"]["scope"] == "unspecified" and CLAIMS["K31"]["scope"] == "city"
    districts = {row["claim_id"] for row in ARTICLE if row["scope"] == "district"}
    assert districts == {"K32", "K33"}


def test_assignments_repeat_their_claims() -> None:
    for row in TABLES["assignments"]:
        assert row["assignment_id"] == f"{row['park_id']}_{row['sector_id']}_{row['role_id']}"
        assert row["role_id"] != "specialty_host"
        linked = TABLES["assignment_claims"]
        ids = [link["claim_id"] for link in linked if link["assignment_id"] == row["assignment_id"]]
        claims = [claim for claim in map(CLAIMS.__getitem__, ids) if claim["basis"] == row["basis"]]
        assert len(claims) == 1, row
        for column in ("park_id", "sector_id", "role_id", "status"):
            assert claims[0][column] == row[column], row
        parents = [claims[0]["derived_from"]] if row["basis"] == "inferred" else []
        assert sorted(ids) == sorted([claims[0]["claim_id"], *parents]), row


def test_claims_that_are_not_assignments() -> None:
    assert not any(map(links, ["K07", "K08", "K09", "K17"]))
    assert not any(links(row["claim_id"]) for row in EXTERNAL)
    for row in ARTICLE:
        whole = row["park_id"] and row["sector_id"] and row["role_id"]
        assert not whole or links(row["claim_id"]), row


def test_brands_repeat_their_claims() -> None:
    for row in TABLES["brands"]:
        claim = CLAIMS[row["claim_id"]]
        assert (row["park_id"], row["sector_id"]) == (claim["park_id"], claim["sector_id"])
        assert all(row[f"name_{lang}"] in claim[f"text_{lang}"] for lang in LANGS)
    assert {row["claim_id"] for row in TABLES["brands"]} == {"K24", "K34"}


# --- figures


def test_figures_of_the_article() -> None:
    article = {row["claim_id"]: row for row in TABLES["figures"] if row["claim_id"][0] == "K"}
    found = {key: row["operator"] + row["value"] for key, row in article.items()}
    assert found == {"K04": "=2", "K05": "=23", "K06": "=11", "K10": ">700", "K19": ">20"}
    assert not any(row["park_id"] or row["period"] for row in article.values())
    assert "23" in article["K10"]["metric_en"]


def test_figures_belong_to_their_claims() -> None:
    numeric = {row["claim_id"] for row in EXTERNAL if row["kind"] == "figure"}
    assert {row["claim_id"] for row in TABLES["figures"] if row["claim_id"][0] == "B"} == numeric
    assert {row["claim_id"] for row in EXTERNAL} - numeric == {"B11"}
    for row in TABLES["figures"]:
        claim = CLAIMS[row["claim_id"]]
        for column in ("scope", "park_id", "sector_id"):
            assert row[column] == claim[column], row
        assert row["scope"] not in {"zone", "city"} or not row["park_id"], row
        assert re.fullmatch(r"\d+(\.\d+)?", row["value"]), row
        assert not row["period"] or row["period"] == claim["as_of"], row


def test_texts_carry_the_number_and_its_operator() -> None:
    words = {
        ">": ("more than", "более", "超过"),
        ">=": ("at least", "не менее", "不低于"),
        "~": ("about", "около", "约"),
    }
    spelled = {"2": ("two", "два", "两"), "19600": ("19,600", "19 600", "19600")}
    for row in TABLES["figures"]:
        claim, value = CLAIMS[row["claim_id"]], row["value"]
        chinese = f"{float(value) * float(row['factor_zh'] or 1):.10g}"
        for index, lang in enumerate(LANGS):
            number = spelled.get(value, (value, value.replace(".", ","), chinese))[index]
            word = words.get(row["operator"], ("", "", ""))[index]
            assert number in claim[f"text_{lang}"] and word in claim[f"text_{lang}"], row
        assert "元" not in row["unit_zh"] or chinese + row["unit_zh"] in claim["text_zh"], row


def test_russian_units_agree_with_their_numbers() -> None:
    forms = [("год", "года", "лет"), ("парк", "парка", "парков"), ("мера", "меры", "мер")]
    forms += [("компания", "компании", "компаний")]
    for row in TABLES["figures"]:
        form = next((form for form in forms if row["unit_ru"] in form), None)
        if form is None:
            assert row["unit_ru"] in {"км²", "трлн юаней", "млрд юаней"}, row
            continue
        tens, ones = divmod(int(row["value"]) % 100, 10)
        index = 2 if tens == 1 or ones in {0, 5, 6, 7, 8, 9} else int(ones != 1)
        assert row["unit_ru"] == form[index], row


# --- wording


def test_paraphrases_are_short() -> None:
    for row in TABLES["claims"]:
        assert len(row["text_en"].split()) <= 20 and len(row["text_ru"].split()) <= 20, row
        assert len(row["text_zh"]) <= 40, row
        assert len({row[f"text_{lang}"] for lang in LANGS}) == 3


def test_every_text_is_in_its_language() -> None:
    for name, stem, row in localized():
        en, ru, zh = (row[f"{stem}_{lang}"] for lang in LANGS)
        if stem == "publisher" and en == ru:  # a name that is written in Latin letters
            assert LATIN.search(zh) or HAN.search(zh), row
            continue
        assert LATIN.search(en) and not CYRILLIC.search(en), (name, row)
        assert CYRILLIC.search(ru) and (name == "sources" or not HAN.search(ru)), (name, row)
        assert HAN.search(zh) and not CYRILLIC.search(zh), (name, row)
        assert name == "sources" or not HAN.search(en), (name, row)
        for word in re.findall(r"\w+", ru):
            assert not (CYRILLIC.search(word) and LATIN.search(word)), (name, word)


def test_sentences_end_as_sentences() -> None:
    for row in TABLES["claims"]:
        assert row["text_en"].endswith(".") and row["text_ru"].endswith("."), row
        assert row["text_zh"].endswith("。"), row
        assert not re.search(r"[,;:!?]\s*$|[,;]", row["text_zh"]), row


def test_notes_and_publishers_are_in_every_language_or_none() -> None:
    for table, stem in (("claims", "note"), ("sources", "publisher")):
        for row in TABLES[table]:
            assert len({bool(row[f"{stem}_{lang}"]) for lang in LANGS}) == 1, row
    for row in TABLES["claims"]:
        notes = [row[f"note_{lang}"] for lang in LANGS]
        assert not any(notes) or [note[-1] for note in notes] == [".", ".", "。"], row


def test_chinese_names_have_brackets_of_full_width() -> None:
    for name, stem, row in localized():
        assert not re.search(r"[()]", row[f"{stem}_zh"]), (name, row)


# --- stories


@pytest.mark.parametrize("path", sorted((DATA / "stories").glob("*.yaml")), ids=lambda p: p.stem)
def test_stories_break_no_line_where_none_may_break(path: Path) -> None:
    for line in path.read_text("utf-8").splitlines():
        assert not re.search(r"\d [^\W\d]", line), f"a number leaves its unit: {line}"
        assert not re.search(r" —|(?<!\w)[авикосу] \w", line), f"a loose small word: {line}"


# --- colours


@pytest.mark.parametrize("column", sorted(GROUND))
def test_palette_has_contrast_with_its_ground(column: str) -> None:
    for row in TABLES["sector_groups"]:
        assert Color(row[column]).contrast(GROUND[column], method="wcag21") >= 3, row


@pytest.mark.parametrize("vision", ["normal", "protan", "deutan", "tritan"])
@pytest.mark.parametrize("column", sorted(GROUND))
def test_palette_stays_distinct(column: str, vision: str) -> None:
    seen = [Color(row[column]) for row in TABLES["sector_groups"]]
    if vision != "normal":
        seen = [color.filter(vision) for color in seen]
    for one, other in itertools.combinations(seen, 2):
        assert one.delta_e(other, method="2000") >= 12, (column, vision)
