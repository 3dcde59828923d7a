"""Words on screen: translated messages, plural rules, numbers, and the reader's language."""

from zgc_map.text.translator import Translator, load_messages, match_lang

__all__ = ["Translator", "load_messages", "match_lang"]
