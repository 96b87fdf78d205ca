//! The bytes of a connection. Who does not take what is sent within its time loses the connection: nothing waits for them, and nothing
//! gathers in memory. And the handle by which a connection is closed, whatever its task is waiting for.

use std::io;
use std::net::Shutdown;
use std::os::fd::AsFd;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::Sleep;

use super::bounds::TAKEN;

/// A socket that does not wait for ever.
#[derive(Debug)]
pub struct Line {
    socket: TcpStream,
    /// Set while the other end takes nothing.
    stalled: Option<Pin<Box<Sleep>>>,
}

impl Line {
    pub const fn new(socket: TcpStream) -> Self {
        Self { socket, stalled: None }
    }
}

impl AsyncRead for Line {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_read(cx, buf)
    }
}

impl AsyncWrite for Line {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        match Pin::new(&mut self.socket).poll_write(cx, bytes) {
            Poll::Ready(written) => {
                self.stalled = None;
                Poll::Ready(written)
            }
            Poll::Pending => {
                let since = self.stalled.get_or_insert_with(|| Box::pin(tokio::time::sleep(TAKEN)));
                ready!(since.as_mut().poll(cx));
                Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
            }
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_shutdown(cx)
    }
}

/// Closes a connection at once. What asks the connection's own task to close waits behind whatever it is doing.
#[derive(Debug)]
pub struct Closer(std::net::TcpStream);

impl Closer {
    /// # Errors
    /// The process has no more file descriptors.
    pub fn of(socket: &TcpStream) -> io::Result<Self> {
        Ok(Self(socket.as_fd().try_clone_to_owned()?.into()))
    }

    pub fn close(&self) {
        // One that is closed already is no fault.
        let _ = self.0.shutdown(Shutdown::Both);
    }
}

impl Drop for Closer {
    fn drop(&mut self) {
        self.close();
    }
}
