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
    # elements that run by themselves, in the ways browsers and sanitisers differ
    '<iframe srcdoc="<script>parent.xss(30)</script>"></iframe>',
    "<details open ontoggle=xss(31)>x</details>",
    "<math><mtext><table><mglyph><style><!--</style>"
    '<img title="--&gt;&lt;img src=1 onerror=xss(32)&gt;">',
    '<a href="javascript:xss(33)">click</a>',
    "<marquee onstart=xss(34)>x</marquee>",
    "<svg onload=xss(54)>",
    "<IMG SRC=x OnErRoR=xss(35)>",
    "&lt;img src=x onerror=xss(36)&gt;",
    "%3Cimg%20src=x%20onerror=xss(37)%3E",
    "\\u003cimg src=x onerror=xss(38)\\u003e",
    '"><img src=x onerror=xss(39)>',
    'x" autofocus tabindex=0 onfocus="xss(40)" onmouseover="xss(40)" y="',
    "x onerror=xss(41) onload=xss(41)",
    "</title><img src=x onerror=xss(42)>",
    "</textarea></noscript><img src=x onerror=xss(43)>",
    # strings, templates and comments of scripts
    "`+xss(44)+`",
    "\\\\`+xss(45)+`",
    '");xss(46);//',
    '"-xss(47)-"',
    '\\");xss(48);//',
    "*/xss(49)/*",
    "data:text/html,<script>parent.xss(50)</script>",
    '![x](x"onerror="xss(51))',
    '{{ "<img src=x onerror=xss(52)>" }}',
    "{% raw %}`{% endraw %}+xss(53)+{% raw %}`{% endraw %}",
    "<!--<script>",  # last: in a page that took it as markup it would hide what follows
)

UNPRINTABLE = (
    "<img\fsrc=x\fonerror=xss(60)>",
    "\nxss(61)\n//",
    "\u2028xss(62)\u2029",
    "\x00\x1b[2J<script>xss(63)</script>",
    "\u202e<svg onload=xss(64)>",
)
"""What no data folder may hold; an upload, a draft or an address may try."""
