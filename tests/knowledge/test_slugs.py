"""Names of topics, from titles in any script."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge import KnowledgeError
from knowledge.slugs import LONGEST_SLUG, check_slug, is_slug, slugged


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("공항 사설 (2)", "공항-사설-2"),
        ("시장 사설 (2)", "시장-사설-2"),
        ("The Ferry_v2", "the-ferry-v2"),
        ("Été à Zürich", "été-à-zürich"),
        ("हिन्दी लेख", "हिन्दी-लेख"),
        ("社説２", "社説2"),
        ("E\u0301te\u0301", "été"),  # as macOS writes it
        ("--", ""),
        ("../../etc", "etc"),
    ],
)
def test_a_name_of_any_script_gives_a_slug_of_its_letters(name: str, slug: str) -> None:
    assert slugged(name) == slug
    assert not slug or is_slug(slug)


def test_the_longest_name_stays_a_name_that_a_disk_takes(tmp_path: Path) -> None:
    for sign in ("a", "항", "𐐨"):
        slug = slugged(sign * 300)
        assert is_slug(slug)
        assert len(slug) <= LONGEST_SLUG
        (tmp_path / f".{slug}.topic.zip.part").touch()


@pytest.mark.parametrize("slug", ["", "A", "a--b", "-a", "a/b", "..", "a.b", "a b", "e\u0301", "항" * 81])
def test_what_cannot_name_a_topic_is_refused(slug: str) -> None:
    with pytest.raises(KnowledgeError, match="cannot be used as a topic name"):
        check_slug(slug)
