//! A small HTTP/1.1 client that keeps its connections: our own, so that what it costs is known. Loopback only.

use std::{
    io::{self, ErrorKind},
    net::SocketAddr,
    time::Duration,
};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    time::timeout,
};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// More than this of an answer is a fault.
const MOST: usize = 4 << 20;

/// A connection that is used again and again.
#[derive(Debug)]
pub struct Connection {
    address: SocketAddr,
    stream: Option<TcpStream>,
    buffer: Vec<u8>,
}

/// What came back.
#[derive(Debug, Clone, Copy)]
pub struct Answer<'a> {
    /// The status.
    pub status: u16,
    /// The body.
    pub body: &'a [u8],
}

impl Connection {
    /// One that is opened when it is first used.
    pub fn to(address: SocketAddr) -> Self {
        assert!(address.ip().is_loopback(), "only this machine is measured");
        Self {
            address,
            stream: None,
            buffer: Vec::with_capacity(64 << 10),
        }
    }

    /// Sends a request and waits for its answer. After a failure the next one begins on a new connection.
    pub async fn exchange(&mut self, request: &[u8]) -> io::Result<Answer<'_>> {
        let result = timeout(PATIENCE, self.attempt(request)).await;
        let read = match result {
            Ok(Ok(read)) => read,
            Ok(Err(error)) => {
                self.stream = None;
                return Err(error);
            }
            Err(_elapsed) => {
                self.stream = None;
                return Err(ErrorKind::TimedOut.into());
            }
        };
        if read.close {
            self.stream = None;
        }
        Ok(Answer {
            status: read.status,
            body: self
                .buffer
                .get(read.begins..read.begins + read.length)
                .unwrap_or_default(),
        })
    }

    async fn attempt(&mut self, request: &[u8]) -> io::Result<Head> {
        let stream = match &mut self.stream {
            Some(stream) => stream,
            none => {
                let stream = TcpStream::connect(self.address).await?;
                stream.set_nodelay(true)?;
                none.insert(stream)
            }
        };
        stream.write_all(request).await?;
        self.buffer.clear();
        loop {
            if stream.read_buf(&mut self.buffer).await? == 0 {
                return Err(ErrorKind::UnexpectedEof.into());
            }
            if let Some(head) = Head::read(&self.buffer)?
                && self.buffer.len() >= head.begins + head.length
            {
                return Ok(head);
            }
            if self.buffer.len() > MOST {
                return Err(io::Error::other("the answer is too long"));
            }
        }
    }
}

/// Where the body begins and ends.
#[derive(Debug, Clone, Copy)]
struct Head {
    status: u16,
    begins: usize,
    length: usize,
    close: bool,
}

impl Head {
    /// Reads the head, if all of it is there.
    fn read(bytes: &[u8]) -> io::Result<Option<Self>> {
        let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else {
            return Ok(None);
        };
        let text = str::from_utf8(bytes.get(..end).unwrap_or_default()).map_err(io::Error::other)?;
        let mut lines = text.split("\r\n");
        let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok());
        let status = status.ok_or_else(|| io::Error::other("no status"))?;
        let (mut length, mut close) = (None, false);
        for (name, value) in lines.filter_map(|line| line.split_once(':')) {
            if name.eq_ignore_ascii_case("content-length") {
                length = value.trim().parse().ok();
            } else if name.eq_ignore_ascii_case("connection") {
                close = value.trim().eq_ignore_ascii_case("close");
            }
        }
        let length = length.ok_or_else(|| io::Error::other("an answer without its length"))?;
        Ok(Some(Self {
            status,
            begins: end + 4,
            length,
            close,
        }))
    }
}

/// The bytes of a GET.
pub fn get(path: &str) -> Vec<u8> {
    get_with(path, "")
}

/// The bytes of a GET; `more` are whole header lines.
pub fn get_with(path: &str, more: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{more}\r\n").into_bytes()
}

/// The bytes of a POST of JSON with a token; `more` are whole header lines.
pub fn post(path: &str, token: &str, more: &str, body: &str) -> Vec<u8> {
    format!(
        "POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\n\
         {more}Content-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}
