//! A scripted SMTP relay on loopback: it keeps what it accepts, and fails where and how a test tells it to.
//!
//! Nothing here sleeps: silence lasts until the client leaves, a delay until the test releases it.

use std::{
    collections::{HashMap, VecDeque},
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::{
    net::TcpListener,
    sync::watch,
    task::{JoinHandle, JoinSet},
};

mod session;
mod tls;

pub use tls::{Authority, Certificate};

use tls::Tls;

/// Where in the conversation the relay may misbehave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    /// Before the greeting.
    Connect,
    /// After `EHLO` or `HELO`.
    Ehlo,
    /// After `AUTH`.
    Auth,
    /// After `MAIL FROM`.
    Mail,
    /// After `RCPT TO`.
    Rcpt,
    /// After `DATA`.
    Data,
    /// After the final dot.
    Dot,
    /// After `QUIT`.
    Quit,
}

impl Stage {
    /// Every stage, in the order of a conversation.
    pub const ALL: [Self; 8] = [
        Self::Connect,
        Self::Ehlo,
        Self::Auth,
        Self::Mail,
        Self::Rcpt,
        Self::Data,
        Self::Dot,
        Self::Quit,
    ];
}

/// What the relay does instead of its duty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Does its duty after all: skips one turn of a script.
    None,
    /// Answers with this code and does nothing else. After 421 it closes the connection, as RFC 5321 §3.8 says.
    Reply(u16),
    /// Says nothing more until the client leaves.
    Silence,
    /// Closes the connection.
    Drop,
    /// Keeps the message, then closes the connection without a reply. After the final dot only.
    StoreThenDrop,
    /// Keeps the message, then says nothing more. After the final dot only.
    StoreThenSilence,
    /// Waits until [`Server::release`], then does its duty.
    Hold,
    /// Does its duty, but its reply comes one byte at a time.
    Drip,
    /// A reply that comes one byte at a time and never ends, until the client leaves.
    EndlessDrip,
}

/// A message that the relay accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// When, as a number that grows with every command the relay has read.
    pub tick: u64,
    /// The connection it came by, counted from 1.
    pub connection: u64,
    /// Whether it came by TLS.
    pub secure: bool,
    /// The envelope's sender; empty for `<>`.
    pub from: String,
    /// The envelope's recipients.
    pub to: Vec<String>,
    /// The message with dots unstuffed and the last line end kept.
    pub bytes: Vec<u8>,
}

impl Received {
    /// The message as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// The unfolded value of a header, if it is there.
    pub fn header(&self, name: &str) -> Option<String> {
        let text = self.text();
        let head = text.split("\r\n\r\n").next().unwrap_or_default();
        let unfolded = head.replace("\r\n ", " ").replace("\r\n\t", " ");
        unfolded.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
        })
    }
}

/// What the relay offers in its answer to `EHLO`.
#[derive(Debug, Clone, Copy, Default)]
pub struct Offer {
    /// `AUTH PLAIN LOGIN`.
    pub auth: bool,
    /// `STARTTLS`, which it refuses with 454 unless [`Server::secure`] was called.
    pub starttls: bool,
}

/// The relay. It ends, with all its connections, when it is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    listening: JoinHandle<()>,
}

#[derive(Debug, Default)]
struct Script {
    next: HashMap<Stage, VecDeque<Fault>>,
    always: HashMap<Stage, Fault>,
    recipients: HashMap<String, Fault>,
    recipients_next: HashMap<String, VecDeque<Fault>>,
    offer: Offer,
    tls: Option<Tls>,
}

#[derive(Debug, Clone, Default)]
struct Seen {
    tick: u64,
    connections: u64,
    open: u64,
    most_open: u64,
    reached: HashMap<Stage, usize>,
    received: Vec<Received>,
}

#[derive(Debug, Default)]
struct Shared {
    script: Mutex<Script>,
    seen: watch::Sender<Seen>,
    released: watch::Sender<u64>,
}

impl Shared {
    fn script(&self) -> MutexGuard<'_, Script> {
        self.script.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Server {
    /// Starts a relay that accepts everything, on a free port of loopback.
    pub async fn start() -> std::io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared::default());
        let listening = tokio::spawn(listen(listener, Arc::clone(&shared)));
        Ok(Self {
            address,
            shared,
            listening,
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Its address as a mail URL.
    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// Says what `EHLO` offers from now on.
    pub fn offer(&self, offer: Offer) {
        self.shared.script().offer = offer;
    }

    /// Speaks TLS from now on: from the first byte if `implicit`, else after `STARTTLS`.
    pub fn secure(&self, authority: &Authority, certificate: Certificate, implicit: bool) {
        let mut script = self.shared.script();
        script.offer.starttls = !implicit;
        script.tls = Some(authority.tls(certificate, implicit));
    }

    /// Does `faults` the next times a client comes to `stage`, one each.
    pub fn next(&self, stage: Stage, faults: impl IntoIterator<Item = Fault>) {
        self.shared.script().next.entry(stage).or_default().extend(faults);
    }

    /// Does `fault` whenever a client comes to `stage` and nothing else is scripted.
    pub fn always(&self, stage: Stage, fault: Fault) {
        self.shared.script().always.insert(stage, fault);
    }

    /// Does `fault` for every `RCPT TO` of this address.
    pub fn recipient(&self, address: &str, fault: Fault) {
        self.shared
            .script()
            .recipients
            .insert(address.to_lowercase(), fault);
    }

    /// Does `faults` the next times this address is a recipient, one each.
    pub fn recipient_next(&self, address: &str, faults: impl IntoIterator<Item = Fault>) {
        self.shared
            .script()
            .recipients_next
            .entry(address.to_lowercase())
            .or_default()
            .extend(faults);
    }

    /// Answers every recipient with this code.
    pub fn refuse_everything(&self, code: u16) {
        self.always(Stage::Rcpt, Fault::Reply(code));
    }

    /// Forgets every script: the relay does its duty again.
    pub fn behave(&self) {
        let mut script = self.shared.script();
        let (offer, tls) = (script.offer, script.tls.take());
        *script = Script {
            offer,
            tls,
            ..Script::default()
        };
    }

    /// Lets all that is held go on.
    pub fn release(&self) {
        self.shared.released.send_modify(|count| *count += 1);
    }

    /// What it accepted, in order.
    pub fn received(&self) -> Vec<Received> {
        self.shared.seen.borrow().received.clone()
    }

    /// Waits until it has accepted `count` messages, and gives them.
    pub async fn wait_for(&self, count: usize) -> Vec<Received> {
        self.wait(|seen| seen.received.len() >= count).await.received
    }

    /// Waits until clients have come to `stage` `count` times.
    pub async fn wait_at(&self, stage: Stage, count: usize) {
        self.wait(|seen| seen.reached.get(&stage).is_some_and(|&times| times >= count))
            .await;
    }

    /// How often clients have come to `stage`.
    pub fn reached(&self, stage: Stage) -> usize {
        self.shared
            .seen
            .borrow()
            .reached
            .get(&stage)
            .copied()
            .unwrap_or(0)
    }

    /// How many connections there were in all, and at most at one time.
    pub fn connections(&self) -> (u64, u64) {
        let seen = self.shared.seen.borrow();
        (seen.connections, seen.most_open)
    }

    async fn wait(&self, until: impl FnMut(&Seen) -> bool) -> Seen {
        let mut seen = self.shared.seen.subscribe();
        match seen.wait_for(until).await {
            Ok(seen) => seen.clone(),
            Err(_) => Seen::default(),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

/// Accepts connections until it is aborted; the set ends them with it.
async fn listen(listener: TcpListener, shared: Arc<Shared>) {
    let mut sessions = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => {
                let Ok((stream, _)) = accepted else { return };
                sessions.spawn(session::serve(Arc::clone(&shared), stream));
            }
            Some(_) = sessions.join_next() => {}
        }
    }
}
