"""An event for its page: the application's frames first, all else folded, and never more than a page can bear."""

from markupsafe import escape

from kiwame.core.event import Breadcrumb, ErrorEvent, EventDetail, Frame, FrameSource, Link
from kiwame.core.issue import StoredEvent
from kiwame.web.pages.event_view import Call, EventView, Folded, event_view


def stored(chain: tuple[Link, ...] = (), detail: EventDetail | None = None, **fields: object) -> StoredEvent:
    event = ErrorEvent(event_id="e", project="1", timestamp=0.0, received_at=0.0, chain=chain, **fields)  # type: ignore[arg-type]
    return StoredEvent(event=event, detail=detail, issue_id="1")


def frame(name: str, *, ours: bool = False, package: str = "lib") -> Frame:
    path = f"/app/{name}.py" if ours else f"/venv/lib/python3.11/site-packages/{package}/{name}.py"
    return Frame(function=name, filename=path, lineno=7, in_app=ours)


def test_what_was_raised_stands_first_and_its_cause_below() -> None:
    view = event_view(stored((Link(type="gaierror", message="no name"), Link(type="ConnectError", message="no way"))))
    assert [link.type for link in view.links] == ["ConnectError", "gaierror"]


def test_newest_call_first_and_libraries_folded() -> None:
    frames = (
        frame("main", ours=True), frame("run"), frame("call", package="starlette"), frame("chat", ours=True),
        frame("post", package="openai"),
    )  # fmt: skip
    sources = tuple(
        FrameSource(context_line=f"  {one.function}()", pre_context=("# before",), variables={"x": 1, "y": "'z'"})
        for one in frames
    )
    (link,) = event_view(stored((Link(type="E", frames=frames),), EventDetail(sources=(sources,)))).links
    inner, chat, middle, main = link.frames
    assert isinstance(inner, Folded)
    assert (inner.count, inner.packages) == (1, ("openai",))
    assert isinstance(middle, Folded)
    assert (middle.count, middle.packages) == (2, ("starlette", "lib"))
    assert isinstance(chat, Call)
    assert isinstance(main, Call)
    assert [(line.number, line.text, line.at) for line in chat.lines] == [(6, "# before", False), (7, "  chat()", True)]
    assert [(one.name, one.value) for one in chat.variables] == [("x", "1"), ("y", "'z'")]
    assert chat.opened


def test_without_a_frame_of_the_application_the_newest_is_shown() -> None:
    (link,) = event_view(stored((Link(type="E", frames=(frame("a"), frame("b"), frame("c"))),))).links
    assert [type(one) for one in link.frames] == [Call, Folded]


def test_a_long_message_is_cut_and_the_whole_is_there() -> None:
    (link,) = event_view(stored((Link(type="E", message="x" * 5000),))).links
    assert len(link.message) == 700
    assert link.whole == "x" * 5000


def size(view: EventView) -> int:
    texts: list[str] = [view.message, view.whole]
    for link in view.links:
        texts += [link.type, link.message, link.whole]
        for one in (*link.frames, *view.threads):
            if isinstance(one, Call):
                texts += [one.place, one.function, *(line.text for line in one.lines)]
                texts += [text for pair in one.variables for text in (pair.name, pair.value)]
            else:
                texts += one.calls
    for pairs in (view.tags, view.contexts, view.request, view.extra):
        texts += [text for pair in pairs for text in (pair.name, pair.value)]
    for crumb in view.crumbs:
        texts += [crumb.message, crumb.data, crumb.category]
    return sum(len(str(escape(text)).encode()) for text in texts)


def test_whatever_an_event_holds_the_page_stays_small() -> None:
    long = "<語&>" * 2000
    frames = tuple(frame(long, ours=number % 3 == 0) for number in range(250))
    source = FrameSource(
        context_line=long,
        pre_context=(long,) * 9,
        post_context=(long,) * 9,
        variables={f"{n}{long}": long for n in range(90)},
    )
    detail = EventDetail(
        sources=((source,) * 250,) * 30,
        breadcrumbs=(Breadcrumb(message=long, category=long, data={long: long}),) * 100,
        contexts={f"c{n}": {f"d{m}": long for m in range(50)} for n in range(20)},
        extra={f"e{n}": long for n in range(100)},
    )
    chain = tuple(Link(type=long, message=long, frames=frames) for _ in range(30))
    view = event_view(stored(chain, detail, tags=tuple((f"t{n}", long) for n in range(200))), budget=20_000)
    assert view.cut
    assert size(view) < 22_000
    assert len(view.links) == 12


def test_a_small_event_is_shown_whole() -> None:
    detail = EventDetail(
        breadcrumbs=(Breadcrumb(timestamp="2026-01-01T10:20:30.5Z", message="first"), Breadcrumb(message="last")),
        contexts={"os": {"name": "Linux"}, "plain": "x"},
    )
    view = event_view(stored((Link(type="E", message="m"),), detail, tags=(("a", "b"),)))
    assert not view.cut
    assert [(crumb.timestamp, crumb.message) for crumb in view.crumbs] == [("", "last"), ("10:20:30.500", "first")]
    assert [(pair.name, pair.value) for pair in view.contexts] == [("os.name", "Linux"), ("plain", "x")]
