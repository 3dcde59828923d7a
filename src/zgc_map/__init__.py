"""Zhongguancun Atlas: an industrial-park map whose every fact leads to its claim."""
