"""aiogram 3 as its documentation has it: echo presses; no database.

aiogram_bot.py BASE_URL
"""

from __future__ import annotations

import asyncio
import logging
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import CallbackQuery

TOKEN = "123456:BENCH-TOKEN-BENCH-TOKEN-BENCH"
dispatcher = Dispatcher()


@dispatcher.callback_query()
async def press(query: CallbackQuery) -> None:
    await query.answer("Tercatat: hadir.")


async def main() -> None:
    logging.disable(logging.CRITICAL)
    session = AiohttpSession(api=TelegramAPIServer.from_base(sys.argv[1]))
    await dispatcher.start_polling(Bot(TOKEN, session=session))


if __name__ == "__main__":
    asyncio.run(main())
