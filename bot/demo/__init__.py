"""The demo: the real bot, the local Bot API and a page of phones in one process (`panwascam demo`).

    page (web/) -> server -> acts -> simulator -> bot -> simulator -> feed -> page

What people see is the simulator's own record of chats; nothing is kept twice. Time is virtual: it flows as usual, and
leaps when somebody says so.
"""
