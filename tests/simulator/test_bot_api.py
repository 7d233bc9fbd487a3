"""The double, held to a stored description of the Bot API: names, types, and what is required (`bot_api.json`).

As python-telegram-bot's tests/test_official does for that library. A name that is only in the description is an exception,
which has a reason here; one that is only in the double is a mistake.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import ClientSession, FormData
from telegram import Bot

import bot as package
from bot.simulator.signatures import SIGNATURES

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from bot.simulator import Person, Simulator

Fields = dict[str, str]

DESCRIBED: dict[str, Any] = json.loads((Path(__file__).parent / "bot_api.json").read_text())
METHODS: dict[str, dict[str, Any]] = DESCRIBED["methods"]
TYPES: dict[str, Fields] = DESCRIBED["types"]

# Parameters that the double does not take, with the reason; the bot may use none of them.
LEFT_OUT = {
    "business_connection_id": "nobody here has a business account",
    "direct_messages_topic_id": "there are no channels to write to",
    "suggested_post_parameters": "there are no channels to write to",
    "message_effect_id": "effects are not seen in a text",
    "entities": "the bot writes HTML",
    "caption_entities": "the bot writes HTML",
    "rich_message": "the bot writes HTML",
    "protect_content": "nobody here forwards",
    "reply_parameters": "the bot quotes nobody",
    "show_caption_above_media": "a picture is seen by its caption alone",
    "has_spoiler": "a picture is seen by its caption alone",
    "thumbnail": "a file is seen by its name alone",
    "disable_content_type_detection": "a file is what the bot says it is",
    "horizontal_accuracy": "a place is a point",
    "live_period": "a place does not move",
    "heading": "a place does not move",
    "proximity_alert_radius": "a place does not move",
    "last_name": "a contact has one name",
    "inline_message_id": "there is no inline mode",
    "cache_time": "phones here keep nothing",
    "certificate": "a webhook is reached without TLS",
    "ip_address": "a webhook is reached by its address",
}
# What the double asks for though Telegram does not: messages are in chats, and a message's text is what is edited.
ASKED_FOR = {"editMessageText": {"chat_id", "message_id", "text"}, "editMessageReplyMarkup": {"chat_id", "message_id"}}
# Which type of the description's union it is that tells what somebody is in a chat.
MEMBERS = {
    "member": "ChatMemberMember",
    "restricted": "ChatMemberRestricted",
    "administrator": "ChatMemberAdministrator",
    "left": "ChatMemberLeft",
    "kicked": "ChatMemberBanned",
}


def required(fields: Fields) -> set[str]:
    return {name.removesuffix("!") for name in fields if name.endswith("!")}


def types(fields: Fields) -> Fields:
    return {name.removesuffix("!"): kind for name, kind in fields.items()}


def parameters(method: str) -> Fields:
    found: Fields = METHODS[method]["parameters"]
    return found


# What it takes


def test_the_double_has_the_methods_that_are_described(sim: Simulator) -> None:
    assert set(sim.methods.table) == set(SIGNATURES) == set(METHODS)


@pytest.mark.parametrize("method", SIGNATURES)
def test_every_parameter_of_a_method_is_as_described_or_left_out_for_a_reason(method: str) -> None:
    described, taken = types(parameters(method)), types(SIGNATURES[method])
    assert {name: described.get(name) for name in taken} == taken
    missing = described.keys() - taken.keys() - ({"url"} if method == "setWebhook" else set())
    assert missing <= LEFT_OUT.keys()
    assert required(SIGNATURES[method]) == required(parameters(method)) | ASKED_FOR.get(method, set())


def test_every_reason_is_still_one() -> None:
    missing = {
        name for method, taken in SIGNATURES.items() for name in types(parameters(method)).keys() - types(taken).keys()
    }
    assert missing == LEFT_OUT.keys()
    for method, asked in ASKED_FOR.items():
        assert asked.isdisjoint(required(parameters(method)))


EXAMPLES = {
    "Integer": "1",
    "Float": "-8.1",
    "Boolean": "true",
    "String": "x",
    "Integer|String": "1",
    "Array of String": "[]",
    "Array of BotCommand": "[]",
}


def example(kind: str) -> str:
    return EXAMPLES.get(kind, "{}") if not kind.startswith("InputFile") else "file1"


WITH_REQUIRED = [(method, name) for method, taken in SIGNATURES.items() for name in sorted(required(taken))]
TYPED = [
    (method, name)
    for method, taken in SIGNATURES.items()
    for name, kind in types(taken).items()
    if "String" not in kind.split("|")
]


@pytest.fixture
async def web() -> AsyncIterator[ClientSession]:
    async with ClientSession() as session:
        yield session


async def call(web: ClientSession, sim: Simulator, method: str, data: dict[str, str]) -> dict[str, Any]:
    async with web.post(f"{sim.url}/bot{sim.token}/{method}", data=FormData(data)) as response:
        answer: dict[str, Any] = await response.json()
        return answer


def whole(method: str) -> dict[str, str]:
    fields = SIGNATURES[method]
    return {name: example(types(fields)[name]) for name in required(fields)}


@pytest.mark.parametrize(("method", "name"), WITH_REQUIRED)
async def test_a_call_without_a_required_parameter_is_refused(
    web: ClientSession, sim: Simulator, method: str, name: str
) -> None:
    data = whole(method)
    del data[name]
    answer = await call(web, sim, method, data)
    assert (answer["error_code"], answer["description"]) == (400, f'Bad Request: parameter "{name}" is required')


@pytest.mark.parametrize("method", SIGNATURES)
async def test_a_parameter_that_is_not_described_is_refused(web: ClientSession, sim: Simulator, method: str) -> None:
    for name in ("chat", *LEFT_OUT.keys() - types(SIGNATURES[method]).keys()):
        answer = await call(web, sim, method, {**whole(method), name: "x"})
        assert answer["description"] == f'Bad Request: {method} knows no parameter "{name}"'


@pytest.mark.parametrize(("method", "name"), TYPED)
async def test_a_value_of_another_type_is_refused(web: ClientSession, sim: Simulator, method: str, name: str) -> None:
    answer = await call(web, sim, method, {**whole(method), name: "satu"})
    assert answer["description"].startswith(f'Bad Request: parameter "{name}" must be ')


# What it tells


def faults(value: Any, kind: str, path: str) -> Iterator[str]:
    """What is wrong with a value that should be of the type, as the description has it."""
    if "|" in kind:
        kind = "Boolean" if value is True and "Boolean" in kind.split("|") else kind.split("|", 1)[0]
    if kind.startswith("Array of "):
        for number, item in enumerate(value):
            yield from faults(item, kind.removeprefix("Array of "), f"{path}[{number}]")
    elif kind in PLAIN:
        if type(value) not in PLAIN[kind]:
            yield f"{path} is {value!r}, not {kind}"
    else:
        yield from object_faults(value, MEMBERS[value["status"]] if kind == "ChatMember" else kind, path)


def object_faults(value: dict[str, Any], kind: str, path: str) -> Iterator[str]:
    # What is pressed is never out of the bot's reach here.
    described = TYPES["Message" if kind == "MaybeInaccessibleMessage" else kind]
    yield from (f"{path} has no {name}, which is required" for name in required(described) - value.keys())
    for name, item in value.items():
        if name not in types(described):
            yield f"{path}.{name} is not described"
        else:
            yield from faults(item, types(described)[name], f"{path}.{name}")


PLAIN: dict[str, tuple[type, ...]] = {
    "Integer": (int,),
    "Float": (float, int),
    "String": (str,),
    "Boolean": (bool,),
    "True": (bool,),
}


@pytest.fixture
def budi(sim: Simulator) -> Person:
    return sim.person("Budi", "+6284000000001", "budi")


async def test_every_update_is_as_described(sim: Simulator, budi: Person) -> None:
    seen: list[dict[str, Any]] = []
    sim.updates.on_put.append(seen.append)
    channel, group = sim.channel("Kabar"), sim.group("Panwascam", [budi])
    group.add_bot(by=budi)
    group.migrate()
    topic = group.open_topic("Rapat")
    group.close_topic(topic)
    group.reopen_topic(topic)
    group.promote_bot(by=budi)
    for chat in (None, group):
        budi.send("/hadir", chat)
        budi.send_document("x.csv", b"a", chat=chat)
        budi.send_photo("foto", chat=chat)
        budi.send_location(-8.1, 112.2, chat)
        budi.send_contact("62811", "Ani", chat=chat)
    budi.send("/hadir", group, topic=topic)
    budi.send("/hadir", group, behind=group)
    budi.send("/hadir", group, behind=channel)
    channel.post("/hadir", group)
    budi.share_contact()
    budi.send_album(2, "foto")
    budi.send_sticker()
    budi.send("salah")
    budi.edit_last("betul")
    await sim.methods.call("sendMessage", {"chat_id": budi.id, "text": "x", "reply_markup": BUTTON})
    budi.press("Tekan")
    budi.block()
    budi.unblock()
    group.mute_bot(by=budi)
    group.unmute_bot(by=budi)
    group.kick_bot(by=budi)
    kinds = {key for update in seen for key in update} - {"update_id"}
    assert kinds == {"message", "edited_message", "callback_query", "my_chat_member"}
    assert sorted({fault for update in seen for fault in faults(update, "Update", "update")}) == []


BUTTON = json.dumps(
    {
        "inline_keyboard": [
            [
                {"text": "Tekan", "callback_data": "d", "style": "success"},
                {"text": "Salin", "copy_text": {"text": "0427"}},
            ]
        ]
    }
)


async def test_every_result_is_as_described(web: ClientSession, sim: Simulator, budi: Person) -> None:
    sim.gate.limits = None
    budi.send("/start")
    group = sim.group("Panwascam", [budi])
    group.promote_bot(budi, "can_manage_tags")
    file_id = sim.methods.store_file("x.csv", b"a")
    chat = {"chat_id": str(budi.id)}
    message = {**chat, "message_id": "2"}
    calls: list[tuple[str, dict[str, str]]] = [
        ("getMe", {}),
        ("sendMessage", {**chat, "text": "<b>x</b>", "parse_mode": "HTML", "reply_markup": BUTTON}),
        ("editMessageText", {**message, "text": "y"}),
        ("editMessageReplyMarkup", {**message, "reply_markup": BUTTON}),
        ("setMessageReaction", {**message, "reaction": json.dumps([{"type": "emoji", "emoji": "👍"}])}),
        ("sendPhoto", {**chat, "photo": file_id, "caption": "foto"}),
        ("sendDocument", {**chat, "document": file_id}),
        ("sendLocation", {**chat, "latitude": "-8.1", "longitude": "112.2"}),
        ("sendContact", {**chat, "phone_number": "62811", "first_name": "Ani"}),
        ("deleteMessage", message),
        ("getFile", {"file_id": file_id}),
        ("setMyCommands", {"commands": json.dumps([{"command": "jadwal", "description": "Jadwal"}])}),
        ("getMyCommands", {}),
        ("deleteMyCommands", {}),
        ("setMyDescription", {"description": "x" * 512}),
        ("setMyShortDescription", {"short_description": "x" * 120}),
        ("setChatMemberTag", {"chat_id": str(group.id), "user_id": str(budi.id), "tag": "Wonodadi"}),
        ("getUpdates", {"timeout": "0"}),
        ("answerCallbackQuery", {"callback_query_id": _query(sim, budi)}),
        ("setWebhook", {"url": "http://127.0.0.1:9/x"}),
        ("getWebhookInfo", {}),
        ("deleteWebhook", {}),
    ]
    assert {method for method, _ in calls} == set(METHODS)
    for method, data in calls:
        answer = await call(web, sim, method, data)
        assert answer["ok"], answer
        assert list(faults(answer["result"], METHODS[method]["returns"], method)) == []


def _query(sim: Simulator, budi: Person) -> str:
    sim.world.queries["7"] = budi.id
    return "7"


async def test_what_comes_with_a_refusal_is_as_described(web: ClientSession, sim: Simulator, budi: Person) -> None:
    group = sim.group("Panwascam", [budi])
    old = group.id
    group.add_bot(by=budi)
    group.migrate()
    answer = await call(web, sim, "sendMessage", {"chat_id": str(old), "text": "x"})
    assert list(faults(answer["parameters"], "ResponseParameters", "parameters")) == []


# What the bot calls


def test_the_bot_calls_nothing_that_is_not_described() -> None:
    root = Path(package.__file__).parent
    sources = [path for path in root.rglob("*.py") if "simulator" not in path.parts]
    words = {word for path in sources for word in re.findall(r"bot\.([a-z_]+)\b", path.read_text())}
    called = {word for word in words if re.match(r"(get|set|send|edit|delete|answer|leave|pin|forward|copy)_", word)}
    names = {re.sub(r"_(.)", lambda match: match[1].upper(), word) for word in called if hasattr(Bot, word)}
    assert {"sendMessage", "editMessageText", "setWebhook"} <= names
    assert names <= METHODS.keys()
