//! Speaks to one relay through lettre's connection, with our own deadline around each step and our own idle connections.
//!
//! Not lettre's pool: it takes back a connection whose send was cancelled by a deadline, and the replies to the next
//! message would then be those of the last one, so a refused mail could look sent.

use std::{
    future::Future,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use lettre::transport::smtp::{
    Error,
    authentication::{Credentials, DEFAULT_MECHANISMS},
    client::{AsyncSmtpConnection, Certificate, TlsParameters},
    commands::{Data, Mail, Rcpt, Rset},
    extension::ClientId,
    response::{Response, Severity},
};
use tokio::{
    net::TcpStream,
    time::{Instant, timeout},
};

use super::{
    Cause, Envelope, Failure, Stage,
    url::{RelayAddress, Security},
};

/// How long we wait for a relay. The defaults are those of RFC 5321 §4.5.3.2; tests shorten them.
#[derive(Debug, Clone, Copy)]
pub struct Deadlines {
    /// Connecting, greeting, TLS and signing in together.
    pub connect: Duration,
    /// The reply to `MAIL`, `RCPT` and `DATA`, each.
    pub command: Duration,
    /// From the reply to `DATA` to the reply after the final dot: a relay that was too slow has often kept the message.
    pub message: Duration,
    /// How long a connection may wait for the next message.
    pub idle: Duration,
}

impl Default for Deadlines {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(30),
            command: Duration::from_mins(5),
            message: Duration::from_mins(11),
            idle: Duration::from_secs(20),
        }
    }
}

/// Messages per connection: relays count, and some close after a hundred.
const MESSAGES_PER_CONNECTION: u32 = 90;
/// Connections kept for the next message.
const KEPT: usize = 8;

/// One relay.
pub struct Relay {
    address: RelayAddress,
    tls: Option<TlsParameters>,
    hello: ClientId,
    deadlines: Deadlines,
    idle: Arc<Mutex<Vec<Line>>>,
}

/// A connection, and what we know of it.
struct Line {
    connection: AsyncSmtpConnection,
    since: Instant,
    messages: u32,
    /// Something was refused half-way: `RSET` before the next message.
    unclean: bool,
}

impl std::fmt::Debug for Relay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Relay({:?})", self.address)
    }
}

impl Relay {
    /// A relay. Nothing is dialled yet. Its certificate has to come from an authority that browsers trust.
    pub fn new(address: &RelayAddress, deadlines: Deadlines) -> Result<Self, Failure> {
        Self::with_authority(address, deadlines, None)
    }

    /// The same, for a relay whose certificate comes from this authority (DER) of the house.
    pub fn with_authority(
        address: &RelayAddress,
        deadlines: Deadlines,
        authority: Option<&[u8]>,
    ) -> Result<Self, Failure> {
        let tls = match address.security {
            Security::Plain => None,
            Security::StartTls | Security::Tls => {
                let mut tls = TlsParameters::builder(address.host.clone());
                if let Some(authority) = authority {
                    let certificate = Certificate::from_der(authority.to_vec());
                    tls = tls.add_root_certificate(certificate.map_err(|error| connecting(&error))?);
                }
                Some(tls.build().map_err(|error| connecting(&error))?)
            }
        };
        let (hello, idle) = (ClientId::default(), Arc::default());
        Ok(Self {
            address: address.clone(),
            tls,
            hello,
            deadlines,
            idle,
        })
    }

    /// Hands one message to the relay.
    pub async fn send(&self, envelope: &Envelope, bytes: &[u8]) -> Result<(), Failure> {
        let (mut line, mut fresh) = match self.kept() {
            Some(line) => (line, false),
            None => (self.dial().await?, true),
        };
        loop {
            let result = self.converse(&mut line, envelope, bytes).await;
            match result {
                // It went away while it was idle, and knows nothing of this message: a new connection, once.
                Err(ref failure) if !fresh && failure.stage == Stage::Mail && gone(&failure.cause) => {
                    line = self.dial().await?;
                    fresh = true;
                }
                result => {
                    self.keep(line, result.as_ref().err());
                    return result;
                }
            }
        }
    }

    /// Connects, signs in, and says goodbye.
    pub async fn check(&self) -> Result<(), Failure> {
        let line = self.dial().await?;
        self.goodbye(line).await;
        Ok(())
    }

    /// Says goodbye on all idle connections.
    pub async fn rest(&self) {
        let lines = std::mem::take(&mut *self.idle.lock().unwrap_or_else(PoisonError::into_inner));
        futures::future::join_all(lines.into_iter().map(|line| self.goodbye(line))).await;
    }

    async fn converse(&self, line: &mut Line, envelope: &Envelope, bytes: &[u8]) -> Result<(), Failure> {
        let (mail, rcpt) = (
            Mail::new(Some(envelope.from.clone()), Vec::new()),
            Rcpt::new(envelope.to.clone(), Vec::new()),
        );
        let (command, connection) = (self.deadlines.command, &mut line.connection);
        if line.unclean {
            within(
                command,
                Stage::Mail,
                Severity::PositiveCompletion,
                connection.command(Rset),
            )
            .await?;
        }
        line.unclean = true;
        within(
            command,
            Stage::Mail,
            Severity::PositiveCompletion,
            connection.command(mail),
        )
        .await?;
        within(
            command,
            Stage::Rcpt,
            Severity::PositiveCompletion,
            connection.command(rcpt),
        )
        .await?;
        within(
            command,
            Stage::Data,
            Severity::PositiveIntermediate,
            connection.command(Data),
        )
        .await?;
        let handed_over = connection.message(bytes);
        within(
            self.deadlines.message,
            Stage::Message,
            Severity::PositiveCompletion,
            handed_over,
        )
        .await?;
        line.unclean = false;
        Ok(())
    }

    async fn dial(&self) -> Result<Line, Failure> {
        let dialled = timeout(self.deadlines.connect, self.connect()).await;
        let connection = dialled.map_err(|_| Failure {
            stage: Stage::Connect,
            cause: Cause::Deadline,
        })??;
        Ok(Line {
            connection,
            since: Instant::now(),
            messages: 0,
            unclean: false,
        })
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, Failure> {
        let target = (self.address.host.as_str(), self.address.port);
        let mut connection = match (self.address.security, self.tls.clone()) {
            (Security::Tls, tls) => {
                AsyncSmtpConnection::connect_tokio1(target, None, &self.hello, tls, None).await
            }
            (Security::Plain | Security::StartTls, tls) => {
                let stream = TcpStream::connect(target)
                    .await
                    .map_err(|error| unreachable(&error))?;
                // The end of a message is written apart from its body: without this it waits for the relay's late ACK.
                stream.set_nodelay(true).map_err(|error| unreachable(&error))?;
                let opened = AsyncSmtpConnection::connect_with_transport(Box::new(stream), &self.hello).await;
                match (opened, tls) {
                    (Ok(mut connection), Some(tls)) => {
                        connection.starttls(tls, &self.hello).await.map(|()| connection)
                    }
                    (opened, _) => opened,
                }
            }
        }
        .map_err(|error| connecting(&error))?;
        if let Some((user, password)) = &self.address.credentials {
            let credentials = Credentials::new(user.clone(), password.clone());
            connection
                .auth(DEFAULT_MECHANISMS, &credentials)
                .await
                .map_err(|error| connecting(&error))?;
        }
        Ok(connection)
    }

    /// An idle connection that is still worth trying.
    fn kept(&self) -> Option<Line> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.retain(|line| line.since.elapsed() < self.deadlines.idle);
        idle.pop()
    }

    /// Keeps the connection, unless its state is unknown: then it is dropped, without a `QUIT` that might hang.
    fn keep(&self, mut line: Line, failure: Option<&Failure>) {
        let known = match failure.map(|failure| &failure.cause) {
            None => true,
            Some(Cause::Reply { code, .. }) => *code != 421,
            Some(Cause::Deadline | Cause::Broken(_)) => false,
        };
        line.messages += 1;
        line.since = Instant::now();
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if known && line.messages < MESSAGES_PER_CONNECTION && idle.len() < KEPT {
            idle.push(line);
        }
    }

    async fn goodbye(&self, mut line: Line) {
        // Whether it answers or not, we are leaving.
        let _left = timeout(
            self.deadlines.connect.min(Duration::from_secs(2)),
            line.connection.quit(),
        )
        .await;
    }
}

/// One step within its deadline. lettre takes any 2xx or 3xx for success; only the class that belongs here is.
async fn within(
    deadline: Duration,
    stage: Stage,
    wanted: Severity,
    step: impl Future<Output = Result<Response, Error>>,
) -> Result<(), Failure> {
    let cause = match timeout(deadline, step).await {
        Ok(Ok(reply)) if reply.code().severity == wanted => return Ok(()),
        Ok(Ok(reply)) => Cause::Broken(format!("unexpected reply {}", reply.code())),
        Ok(Err(error)) => cause(&error),
        Err(_) => Cause::Deadline,
    };
    Err(Failure { stage, cause })
}

fn gone(cause: &Cause) -> bool {
    match cause {
        Cause::Reply { code, .. } => *code == 421,
        Cause::Deadline | Cause::Broken(_) => true,
    }
}

fn connecting(error: &Error) -> Failure {
    Failure {
        stage: Stage::Connect,
        cause: cause(error),
    }
}

fn unreachable(error: &std::io::Error) -> Failure {
    Failure {
        stage: Stage::Connect,
        cause: Cause::Broken(error.to_string()),
    }
}

fn cause(error: &Error) -> Cause {
    let text = std::error::Error::source(error).map_or_else(|| error.to_string(), ToString::to_string);
    match error.status() {
        Some(code) => Cause::Reply {
            code: code.into(),
            text,
        },
        None => Cause::Broken(error.to_string()),
    }
}
