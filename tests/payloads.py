"""One corpus of texts that attack whatever shows them; every test of a sink takes it from here.

The texts are printable, so no rule may refuse them: it is the pages that must show them as text.
Scripts call `xss(number)`; a test that defines that function sees whether any of them ran.
"""

from __future__ import annotations

PAYLOADS = (
    "<script>xss(1)</script>",
    "</script><script>xss(2)</script>",
    "<img src=x onerror=xss(3)>",
    '"><svg onload=xss(4)>',
    "' onmouseover='xss(5)",
    "{{7*7}}",
    "{% for a in b %}",
    "{{''.__class__.__mro__}}",
    "100{%",
    "{{",
    "{#",
    "`${xss(6)}`",
    "[x](javascript:xss(7))",
    "![x](http://x.invalid/x.png)",
    "**b** _i_ # h ~~s~~ $x^2$ :red[r]",
    "&lt;b&gt; &amp; %3Cb%3E",
    "\\u003cscript\\u003exss(8)",
    "<!-- ]]> --><b>",
    '=HYPERLINK("http://x.invalid")',
    "</title></style></textarea><hr>",
    "<a href=javascript:xss(9)>x</a>",
    "@import +1-1 %0a",
    # elements and handlers of other kinds
    "<body onload=xss(10)>",
    "<object data=javascript:xss(11)>",
    "<input autofocus onfocus=xss(12)>",
    "<video><source onerror=xss(13)>",
    "<svg><animate onbegin=xss(14)>",
    "<style>@import '//x.invalid';",
    "<base href=//x.invalid/>",
    "<meta http-equiv=refresh content=0>",
    "<button formaction=javascript:xss(15)>",
    # out of an attribute, a raw-text element, a comment, a string, a template literal
    'x" onfocus="xss(16)" autofocus y="',
    "</noscript><img src=x onerror=xss(17)>",
    "--!><img src=x onerror=xss(18)>",
    "\\'-xss(19)-\\'",
    "${xss(20)}`${`${xss(21)}`}",
    "\\x3cimg src=x onerror=xss(22)\\x3e",
    # markup languages and template compilers
    "[x]: javascript:xss(23) [x]",
    "<javascript:xss(24)>",
    "![](data:image/svg+xml,<svg/>)",
    "{{ cycler.__init__.__globals__ }}",
    "{% raw %}`{% endraw %}{{ 7*7 }}",
    "#{7*7}<%= 7*7 %>[[${7*7}]]",
    # hover texts of charts read some HTML and their own templates
    "%{x}<extra></extra>",
    "<a href='javascript:xss(26)'>",
    "$\\href{javascript:xss(27)}{x}$",
    # cells
    "+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|'x'!A1",
)
