from __future__ import annotations

import pytest

from zgc_map.serve.settings import read_settings


def test_without_an_environment_the_app_is_on_loopback_and_embeds_in_itself_only() -> None:
    settings = read_settings({})
    assert settings.address == "127.0.0.1"
    assert settings.port == 8501
    assert settings.base_path == ""
    assert settings.frame_ancestors == ("'self'",)
    assert settings.log_level == "INFO"


@pytest.mark.parametrize("given", ["atlas", "/atlas", "/atlas/", "atlas/"])
def test_a_base_path_may_be_written_with_or_without_slashes(given: str) -> None:
    assert read_settings({"ZGC_MAP_BASE_PATH": given}).base_path == "/atlas"


@pytest.mark.parametrize("given", ["", "/"])
def test_a_base_path_may_be_none(given: str) -> None:
    assert read_settings({"ZGC_MAP_BASE_PATH": given}).base_path == ""


def test_a_base_path_may_have_several_parts() -> None:
    assert (
        read_settings({"ZGC_MAP_BASE_PATH": "/maps/zgc-atlas_2/"}).base_path == "/maps/zgc-atlas_2"
    )


def test_several_sites_may_embed_the_atlas() -> None:
    given = {"ZGC_MAP_FRAME_ANCESTORS": "'self' https://a.example https://*.b.example:8443"}
    assert read_settings(given).frame_ancestors == (
        "'self'",
        "https://a.example",
        "https://*.b.example:8443",
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ZGC_MAP_PORT", "http"),
        ("ZGC_MAP_PORT", "80 81"),
        ("ZGC_MAP_PORT", "-1"),
        ("ZGC_MAP_PORT", "0"),
        ("ZGC_MAP_PORT", "65536"),
        ("ZGC_MAP_BASE_PATH", "../x"),
        ("ZGC_MAP_BASE_PATH", "a b"),
        ("ZGC_MAP_BASE_PATH", "a//b"),
        ("ZGC_MAP_BASE_PATH", "a" * 5_000 + "."),
        ("ZGC_MAP_FRAME_ANCESTORS", "*"),
        ("ZGC_MAP_FRAME_ANCESTORS", "https://a.example;script-src"),
        ("ZGC_MAP_FRAME_ANCESTORS", "javascript:alert(1)"),
        ("ZGC_MAP_HOSTS", "https://a.example"),
        ("ZGC_MAP_LOG_LEVEL", "loud"),
    ],
)
def test_what_cannot_be_meant_stops_the_start_and_is_named(name: str, value: str) -> None:
    with pytest.raises(ValueError, match=name):
        read_settings({name: value})
