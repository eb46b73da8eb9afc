"""Eighty texts that run somewhere when they are shown as markup; whatever runs calls `pwn(n)`."""


def _all() -> list[str]:
    plain = [
        # Elements that run.
        "<script>pwn(N)</script>", "<ScRiPt>pwn(N)</sCrIpT>", "<script src=data:text/javascript,pwn(N)></script>",
        "<script type=module>pwn(N)</script>", "</script><script>pwn(N)</script>", "<svg><script>pwn(N)</script></svg>",
        "<svg><script href=data:text/javascript,pwn(N) />", "<math><mtext><script>pwn(N)</script></mtext></math>",
        "<iframe src=javascript:parent.pwn(N)></iframe>", "<iframe srcdoc='<script>parent.pwn(N)</script>'></iframe>",
        "<object data=javascript:pwn(N)></object>", "<embed src=javascript:pwn(N)>",
        # Handlers.
        "<img src=x onerror=pwn(N)>", "<img src=x onerror='pwn(N)'", "<img/src=x/onerror=pwn(N)>",
        "<IMG SRC=x ONERROR=pwn(N)>", "<svg onload=pwn(N)>", "<svg/onload=pwn(N)>", "<body onload=pwn(N)>",
        "<details open ontoggle=pwn(N)>x</details>", "<video src=x onerror=pwn(N)></video>",
        "<audio src=x onerror=pwn(N)></audio>", "<video><source onerror=pwn(N)></video>",
        "<input autofocus onfocus=pwn(N)>", "<select autofocus onfocus=pwn(N)></select>",
        "<textarea autofocus onfocus=pwn(N)></textarea>", "<div onmouseover=pwn(N)>over</div>",
        "<button onclick=pwn(N)>press</button>", "<marquee onstart=pwn(N)>x</marquee>",
        "<style>@keyframes x{}</style><p style=animation-name:x onanimationstart=pwn(N)>x</p>",
        "<svg><animate onbegin=pwn(N) attributeName=x dur=1s>", "<svg><set onbegin=pwn(N) attributeName=x to=1>",
        "<form><button formaction=javascript:pwn(N)>x</button></form>", "<p tabindex=1 onfocus=pwn(N) autofocus>x</p>",
        # Addresses.
        "<a href=javascript:pwn(N)>here</a>", "<a href='java&#x09;script:pwn(N)'>here</a>",
        "<a href='&#106;avascript:pwn(N)'>here</a>", "<a href='data:text/html,<script>opener.pwn(N)</script>'>here</a>",
        "<svg><a xlink:href=javascript:pwn(N)><text y=20>here</text></a></svg>",
        "<svg><use href='data:image/svg+xml,<svg id=x onload=pwn(N)>#x'/></svg>",
        "<meta http-equiv=refresh content='0;url=javascript:pwn(N)'>", "<base href=javascript:pwn(N)//>",
        "<link rel=stylesheet href='data:text/css,*{background:red}' onload=pwn(N)>", "javascript:pwn(N)",
        # Out of an attribute, a comment, another element.
        "\"><img src=x onerror=pwn(N)>", "'><img src=x onerror=pwn(N)>", "\" onmouseover=\"pwn(N)",
        "' onfocus='pwn(N)' x='",
        "` onerror=`pwn(N)", "--><img src=x onerror=pwn(N)><!--", "]]><img src=x onerror=pwn(N)>",
        "</title><img src=x onerror=pwn(N)>", "</style><img src=x onerror=pwn(N)>",
        "</textarea><img src=x onerror=pwn(N)>",
        "</td></tr></table><img src=x onerror=pwn(N)>", "</svg><img src=x onerror=pwn(N)>",
        "<noscript><p title='</noscript><img src=x onerror=pwn(N)>'>",
        "<math><mi//xlink:href='data:x,<script>pwn(N)</script>'>",
        "<svg><style><img src=x onerror=pwn(N)></style></svg>",
        "<math><annotation-xml encoding='text/html'><img src=x onerror=pwn(N)></annotation-xml></math>",
        # Written so that a filter, a decoder or a template helps.
        "&lt;img src=x onerror=pwn(N)&gt;", "&#60;img src=x onerror=pwn(N)&#62;", "%3Cimg%20src=x%20onerror=pwn(N)%3E",
        "\\u003cimg src=x onerror=pwn(N)\\u003e", "\\x3cimg src=x onerror=pwn(N)\\x3e", "＜img src=x onerror=pwn(N)＞",
        "<scr<script>ipt>pwn(N)</scr</script>ipt>", "<<img src=x onerror=pwn(N)>>", "<img src=x onerror=pwn(N)//",
        "{{constructor.constructor('pwn(N)')()}}", "${pwn(N)}", "#{pwn(N)}", "<%= pwn(N) %>",
        # What a notebook might make of text.
        "[here](javascript:pwn(N))", "![x](x\" onerror=\"pwn(N))", "$\\href{javascript:pwn(N)}{x}$",
        "$$\\unicode{<img src=x onerror=pwn(N)>}$$",
        "<button data-commandlinker-command='help:about' onclick=pwn(N)>x</button>",
        "%%javascript\npwn(N)", "<!--[if IE]><script>pwn(N)</script><![endif]-->",
    ]  # fmt: skip
    return [one.replace("(N)", f"({number})") for number, one in enumerate(plain)]


PAYLOADS = _all()
# Put into a page itself these do run there: the proof that the sentinel would notice.
WITNESSES = ("<img src=x onerror=pwn(", "<svg onload=pwn(", "<details open ontoggle=pwn(", "<video src=x onerror=pwn(")
