"""The sample app's prompt templates, one of them filled in wrongly."""

from kiwame.lab.fault import Call

SUMMARY = "Summarise {document} for {customer} in {language}."
LETTER = "Write a letter to {{ customer.name }} about {{ invoice.number }}."


def fill_prompt(call: Call) -> str:
    """Fill a prompt template without one of its variables."""
    return SUMMARY.format(document=call.draw.prompt(), language="English")


def render_prompt(call: Call) -> str:
    """Render a prompt template without one of its variables."""
    import jinja2

    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=False)
    return str(environment.from_string(LETTER).render(customer={"name": call.draw.person()}))


def broken_prompt(call: Call) -> str:
    """Render a prompt template with a mistake in its syntax."""
    import jinja2

    return str(jinja2.Template("Answer {% if language %} in {{ language }}.").render(language="English"))
