"""python-telegram-bot as its documentation has it: echo presses, answer /jadwal, send a blast; no database.

ptb.py BASE_URL [--webhook PORT] [--limiter] [--blast FIRST:COUNT]
"""

from __future__ import annotations

import argparse
import asyncio
import logging

from telegram import Update
from telegram.ext import AIORateLimiter, Application, CallbackQueryHandler, CommandHandler, ContextTypes

TOKEN = "123456:BENCH-TOKEN-BENCH-TOKEN-BENCH"
TEXT = "Undangan Rakor SDMO-02/1\n\nJumat, 6 Oktober 2023\n09.00 - 12.00 WIB\nAula Bawaslu Kabupaten Blitar\n\n" * 2


async def press(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    await update.callback_query.answer("Tercatat: hadir.")


async def schedule(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    await update.effective_message.reply_text(TEXT)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("base")
    parser.add_argument("--webhook", type=int)
    parser.add_argument("--limiter", action="store_true")
    parser.add_argument("--blast", default="0:0")
    args = parser.parse_args()
    logging.disable(logging.CRITICAL)
    first, count = (int(part) for part in args.blast.split(":"))

    async def blast(_update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        sends = (context.bot.send_message(chat, TEXT) for chat in range(first, first + count))
        # In the background, as any bot that wants to go on answering must.
        context.application.create_task(asyncio.gather(*sends, return_exceptions=True))

    builder = Application.builder().token(TOKEN).base_url(f"{args.base}/bot").concurrent_updates(True)
    if count:
        # A blast waits for connections longer than the second that is the default: without this most of it fails.
        builder = builder.pool_timeout(600).read_timeout(60).write_timeout(60)
    if args.limiter:
        builder = builder.rate_limiter(AIORateLimiter(max_retries=20))
    app = builder.build()
    app.add_handler(CallbackQueryHandler(press))
    app.add_handler(CommandHandler("jadwal", schedule))
    app.add_handler(CommandHandler("blast", blast))
    if args.webhook:
        app.run_webhook(
            "127.0.0.1",
            args.webhook,
            "hook",
            webhook_url=f"http://127.0.0.1:{args.webhook}/hook",
            max_connections=100,
            secret_token="rahasia-uji",
        )
    else:
        app.run_polling()


if __name__ == "__main__":
    main()
