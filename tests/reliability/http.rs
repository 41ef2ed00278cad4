//! A client that notes the moment of acknowledgement: the status line is read first, all the rest apart.

use std::{io, net::SocketAddr};

use serde_json::Value;
use tokio::{
    io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader},
    net::TcpStream,
};

/// A connection that is kept.
#[derive(Debug)]
pub struct Http {
    host: SocketAddr,
    stream: BufReader<TcpStream>,
}

/// A call to be made.
#[derive(Debug, Clone, Copy)]
pub struct Wire<'a> {
    /// `GET`, `POST` ...
    pub method: &'a str,
    /// From the root on.
    pub path: &'a str,
    /// The token of whoever calls.
    pub token: Option<&'a str>,
    /// `Idempotency-Key`.
    pub key: Option<&'a str>,
    /// `If-Match`.
    pub tag: Option<&'a str>,
    /// The members of the body.
    pub body: Option<&'a Value>,
}

impl<'a> Wire<'a> {
    /// A look at `path`, by the owner of `token` or by anyone.
    pub fn get(path: &'a str, token: Option<&'a str>) -> Self {
        Self {
            method: "GET",
            path,
            token,
            key: None,
            tag: None,
            body: None,
        }
    }
}

impl Http {
    /// Connects.
    pub async fn connect(host: SocketAddr) -> io::Result<Self> {
        let stream = BufReader::new(TcpStream::connect(host).await?);
        Ok(Self { host, stream })
    }

    /// Calls, and returns with the status line: from then on the answer is acknowledged.
    pub async fn call(&mut self, wire: &Wire<'_>) -> io::Result<u16> {
        let mut text = format!(
            "{} {} HTTP/1.1\r\nhost: {}\r\n",
            wire.method, wire.path, self.host
        );
        let body = wire.body.map(ToString::to_string).unwrap_or_default();
        for (name, value) in [
            ("authorization", wire.token.map(|token| format!("Bearer {token}"))),
            ("idempotency-key", wire.key.map(str::to_owned)),
            ("if-match", wire.tag.map(str::to_owned)),
            ("content-type", wire.body.map(|_| "application/json".to_owned())),
            ("content-length", Some(body.len().to_string())),
        ] {
            if let Some(value) = value {
                text.extend([name, ": ", &value, "\r\n"]);
            }
        }
        text.extend(["\r\n", &body]);
        self.stream.get_mut().write_all(text.as_bytes()).await?;
        let line = self.line().await?;
        let status = line.split(' ').nth(1).and_then(|code| code.parse().ok());
        status.ok_or_else(|| io::Error::other(format!("no status line: {line:?}")))
    }

    /// The rest of the answer: its body, null if there is none.
    pub async fn rest(&mut self) -> io::Result<Value> {
        let mut length = 0;
        loop {
            let line = self.line().await?;
            let Some((name, value)) = line.split_once(':') else {
                break;
            };
            if name.eq_ignore_ascii_case("content-length") {
                length = value.trim().parse().map_err(io::Error::other)?;
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).await?;
        if body.is_empty() {
            return Ok(Value::Null);
        }
        serde_json::from_slice(&body).or_else(|_| Ok(Value::from(String::from_utf8_lossy(&body))))
    }

    async fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        self.stream.read_line(&mut line).await?;
        // A line cut short by a kill is no line.
        line.strip_suffix("\r\n")
            .map(str::to_owned)
            .ok_or(io::ErrorKind::UnexpectedEof.into())
    }
}
