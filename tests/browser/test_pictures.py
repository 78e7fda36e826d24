"""The pictures of the documents: small, and still the pictures."""

import base64
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tools.screenshots import IMAGES, LARGEST
from tools.small_png import small

PAGE = """<!doctype html><body style="margin:0;font:20px sans-serif;background:#fbfbfa">
<p style="color:#b3121d">Critical</p><p style="color:#1c6b3a">delivered</p>
<div style="height:60px;background:linear-gradient(90deg,#000,#fff)"></div>"""
APART = """async ([one, other]) => {
  const pixels = async text => {
    const image = new Image();
    image.src = "data:image/png;base64," + text;
    await image.decode();
    const context = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height })
      .getContext("2d");
    context.drawImage(image, 0, 0);
    return [image.width, image.height, context.getImageData(0, 0, image.width, image.height).data];
  };
  const [width, height, before] = await pixels(one), [itsWidth, itsHeight, after] = await pixels(other);
  const furthest = before.reduce((most, value, place) => Math.max(most, Math.abs(value - after[place])), 0);
  return [width === itsWidth && height === itsHeight, furthest];
}"""


def test_a_small_picture_is_the_same_picture(browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 400, "height": 260})
    page.set_content(PAGE)
    before = page.screenshot()
    after = small(before)
    texts = [base64.b64encode(png).decode() for png in (before, after)]
    same_size, furthest = page.evaluate(APART, texts)
    page.close()
    assert same_size
    assert furthest <= 24, "a colour is far from what it was"
    assert len(after) < len(before)


def test_what_is_no_png_is_refused() -> None:
    with pytest.raises(ValueError, match="not a PNG"):
        small(b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + bytes(17))


@pytest.mark.parametrize("path", sorted(IMAGES.glob("*.png")), ids=lambda path: Path(path).name)
def test_pictures_of_documents_are_small(path: Path) -> None:
    assert path.stat().st_size <= LARGEST
