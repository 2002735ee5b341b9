from html.parser import HTMLParser

from hypothesis import example, given
from hypothesis import strategies as st

from odoo.tests import BaseCase

from ...policies.remote_images import is_own, make_inert

OWN = "https://help.example"
EVIL = (
    "http://evil.example/p.gif",
    "https://evil.example/p.gif",
    "HTTPS://evil.example/p.gif",
    "//evil.example/p.gif",
    "/\\evil.example/p.gif",
    "\\\\evil.example\\p.gif",
    " \n http://evil.example/p.gif",
    "ht\ntp://evil.example/p.gif",
    "https://help.example.evil.example/web/image/1",
    "https://help.example@evil.example/web/image/1",
    "/web/image/../../evil",
    "/web/image/%2e%2e/evil",
    "/web/imagery",
    "/evil",
    "ftp://evil.example/p.gif",
)
HARMLESS = (
    "data:image/png;base64,iVBORw0KGgo=",
    "cid:image001@evil",
    "/web/image/12",
    "/web/image/12?access_token=abc",
    "/web/content/12-name/x.png",
    "https://help.example/web/image/12",
)
# How an address gets a browser to load it.
LOADERS = (
    '<img src="{}">',
    "<img src='{}'>",
    "<IMG SRC={}>",
    '<img alt="a > b" src="{}">',
    '<img src="/web/image/1" srcset="{} 2x">',
    '<table background="{}"><tr><td>x</td></tr></table>',
    '<div style="background: url({})">x</div>',
    "<div style=\"background:image-set('{}' 1x)\">x</div>",
    '<video poster="{}"></video>',
    '<audio src="{}"></audio>',
    '<iframe src="{}"></iframe>',
    '<embed src="{}">',
    '<object data="{}"></object>',
    '<input type="image" src="{}">',
    '<svg><image href="{}"></image></svg>',
    '<svg><image xlink:href="{}"></image></svg>',
    '<link rel="stylesheet" href="{}">',
    "<style>@import '{}';</style>",
    '<base href="{}">',
    '<meta http-equiv="refresh" content="0;url={}">',
)


class Loads(HTMLParser):
    """Lists what a page would load, without the code under test."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag in ("base", "link", "meta", "style"):
            self.found.append(tag)
        for name, value in attrs:
            loading = name in ("src", "srcset", "background", "poster", "data")
            linked = tag in ("image", "use") and name.endswith("href")
            styled = name == "style" and "evil" in (value or "")
            if (loading or linked or styled) and "evil" in (value or ""):
                self.found.append((tag, name, value))


class TestRemoteImages(BaseCase):
    def test_nothing_is_loaded_from_elsewhere(self):
        for address in EVIL:
            self.assertFalse(is_own(address, OWN), address)
            for loader in LOADERS:
                text = f"<p>Before</p>{loader.format(address)}<p>After</p>"
                inert = make_inert(text, OWN)
                with self.subTest(text=text):
                    self.assertEqual(Loads(inert).found, [])
                    self.assertIn("Before", inert)
                    self.assertIn("After", inert)

    def test_own_pictures_stay(self):
        for address in HARMLESS:
            text = f'<p>See</p><img src="{address}" alt="x">'
            self.assertTrue(is_own(address, OWN), address)
            self.assertEqual(make_inert(text, OWN), text)

    def test_a_picture_becomes_a_link(self):
        inert = make_inert('<p>a <img src="http://evil.example/p.gif"> b</p>')
        self.assertIn('href="http://evil.example/p.gif"', inert)
        self.assertTrue(inert.startswith("<p>a <a "), inert)
        self.assertTrue(inert.endswith("</a> b</p>"), inert)

    def test_ordinary_texts_stay_as_they_are(self):
        for text in (
            "",
            None,
            "Plain & simple < text",
            '<p>Hello <a href="http://shop.example">there</a></p>',
            '<p style="color: rgb(1, 2, 3)">Red</p>',
        ):
            self.assertEqual(make_inert(text, OWN), text)

    @given(
        st.lists(
            st.one_of(
                st.builds(str.format, st.sampled_from(LOADERS), st.sampled_from(EVIL)),
                st.text(alphabet="<>\"'&;=/ abimgsrc", max_size=12),
                st.sampled_from(["<p>", "</p>", "<b>", "</div>", "<!--", "-->", "<td"]),
            ),
            max_size=8,
        )
    )
    @example(["<a>", '<img src="http://evil.example/p.gif">'])
    def test_whatever_is_around_it(self, parts):
        inert = make_inert("".join(parts), OWN)
        self.assertEqual(Loads(inert).found, [])
        self.assertEqual(make_inert(inert, OWN), inert)
