"""Remote control of a session: pedals, stream decks, status bars, a phone over ssh.

Theory of operation. A running session listens at a socket in a folder that only its user can enter.
A client connects, writes one line (``press``, ``undo``, ``reps 12``, ``status``) and gets one line
back, which begins with ``ok``, ``no`` or ``unknown`` and says what happened or why not; after
``json`` and a space in front of the request the response is a line of JSON. Then the connection
is closed.

The server does not know what a request means: it is given a parser of requests and a handler, and
the screens handle requests exactly as they handle keys. There is no thread: the event loop of the
screens reads the socket, and whatever a client does (nothing, too much, too often), it costs that
loop a bounded number of short calls a second.
"""
