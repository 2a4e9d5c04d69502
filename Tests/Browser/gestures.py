"""What a person does at the desk, and a picture of what they see."""
import re

from office import PASSWORD, ROOT

PICTURES = ROOT / ".build/screenshots"


def sign_in(page, login, password=PASSWORD):
    page.goto("/desk/login")
    page.locator("[name=login]").fill(login)
    page.locator("[name=password]").fill(password)
    page.get_by_role("button", name="Sign in").click()


def button(page, title):
    """The button whose accessible name begins with that title."""
    return page.get_by_role("button", name=re.compile("^" + re.escape(title) + r"\b"))


def press(page, title, **asked):
    """Fills in what the transition's form asks for, and presses its button."""
    form = page.locator("form").filter(has=button(page, title)).first
    for name, text in asked.items():
        form.locator(f"[name={name}]").fill(text)
    button(form, title).first.click()


def picture(page, name):
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png", full_page=True)
