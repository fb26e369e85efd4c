"""Orders from programs beside this one: pedals, stream decks, status bars, a phone over ssh.

Theory of operation. A running session listens at a socket in a folder that only its user can enter.
A caller connects, writes one line (``press``, ``undo``, ``reps 12``, ``status``) and gets one line
back, which begins with ``ok``, ``no`` or ``unknown`` and says what happened or why not; after
``json`` and a space in front of the order the answer is a line of JSON. Then the connection
is closed.

What an order means is not known here: the door is given a reader of orders and something that obeys
them, and the screens obey exactly as they obey keys. There is no thread: the door is read by the
loop that runs the screens, and whatever a caller does (nothing, too much, too often), it costs that
loop a bounded number of short calls a second.
"""
