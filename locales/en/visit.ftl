# The server of SSH: what it says to who comes in, and why a session ends.

visit-no-files = over SSH nothing is saved or opened on the server. Take it out by a command, like “ssh … krafta orders export > orders.csv”.
visit-no-shell = There is no shell here. To open Krafta's terminal use “ssh -t …”, or write a command: “ssh … orders list”.
visit-too-many-of-one = You have as many sessions open as you may. Close one and sign in again.
visit-too-many = The server cannot open another session now. Try again in a moment.
visit-line-unreadable = The line cannot be read: a quote is not closed, it is too long, or it has characters that are no text.
visit-terminal-without-line = The command is missing. Write it (“ssh … orders list”), or open the terminal with “ssh -t …” and nothing behind it.
visit-refused-command = “krafta { $given }” cannot be used over SSH: it is about the server's machine, and not about the shop. Run it there.
visit-refused-flag = { $given } cannot be used over SSH: your key says who you are, and the shop is the one of this server. Leave it out.
visit-refused-file = “{ $given }” would be a file of the server, and over SSH none is read or written. Use “-” and send the content (“ssh … < file”), or keep what comes out (“ssh … > file”).
visit-broke-off = The session broke off by a fault of the program; what was saved stays saved. Sign in again, and tell whoever keeps the server.
visit-ended-revoked = Your session has ended: your key is no longer good, or your operator was switched off. Talk to an administrator.
visit-ended-locked = An administrator ended your session.
visit-ended-idle = Your session ended after a long time without activity. Sign in again whenever you like.
visit-ended-too-long = Your session reached its longest duration. Sign in again to go on.
visit-ended-restart = The server stops or restarts; what was saved stays saved. Sign in again in a moment.
