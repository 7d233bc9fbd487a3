"""A local Bot API with people in it, for tests and `simulate`; never imported by the bot proper.

    sim = Simulator(clock, limits=Limits.telegram())
    await sim.start()                        # sim.url serves /bot<token>/<method>
    budi = sim.person("Budi", phone="+6284000010001")
    budi.send("/start")                      # each act is an update, queued at once
    budi.tap("Bagikan nomor")
    budi.press("Hadir")                      # on the latest message that shows such a button
    budi.screen, budi.messages, budi.notes   # what Budi sees
    group = sim.group("Panwascam", [budi]); group.add_bot(by=budi); budi.send("/hadir", group)
    topic = group.open_topic("Rapat"); budi.send("/hadir", group, topic=topic); budi.send("/hadir", group, behind=group)
    sim.faults.add(Fault.reset_after(), method="sendMessage")

On a `VirtualClock` time stands still while an update is on its way to a listening bot and while a call is served.
"""

from bot.simulator.faults import Fault
from bot.simulator.limits import Limits
from bot.simulator.people import Channel, Group, NotOnScreen, Person
from bot.simulator.server import Simulator
from bot.simulator.transcript import transcript

__all__ = ["Channel", "Fault", "Group", "Limits", "NotOnScreen", "Person", "Simulator", "transcript"]
