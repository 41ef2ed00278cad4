//! One connection of the scripted relay: the SMTP words, and where the script interrupts them.

use std::{collections::VecDeque, io, sync::Arc};

use tokio::{
    io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader},
    net::TcpStream,
};

use super::{Fault, Received, Shared, Stage, tls::Tls};

/// The largest message it takes, as announced by `SIZE`.
const LARGEST: usize = 30 * 1024 * 1024;

/// Whether the conversation goes on.
#[derive(PartialEq)]
enum Turn {
    /// The relay does its duty.
    Duty,
    /// It has answered already.
    Answered,
    /// The connection ends.
    Over,
}

/// In clear or not.
trait Io: AsyncRead + AsyncWrite + Unpin + Send {}

impl<T: AsyncRead + AsyncWrite + Unpin + Send> Io for T {}

struct Session {
    shared: Arc<Shared>,
    connection: u64,
    io: BufReader<Box<dyn Io>>,
    from: Option<String>,
    to: Vec<String>,
    /// How often the test had released when the client came to the present stage.
    released_before: u64,
    /// By TLS.
    secure: bool,
    /// The next reply comes one byte at a time.
    drips: bool,
}

/// Speaks with one client until either side leaves.
pub(super) async fn serve(shared: Arc<Shared>, stream: TcpStream) {
    let mut connection = 0;
    // Or bytes that are written apart would leave together.
    let _as_it_is = stream.set_nodelay(true);
    shared.seen.send_modify(|seen| {
        seen.connections += 1;
        seen.open += 1;
        seen.most_open = seen.most_open.max(seen.open);
        connection = seen.connections;
    });
    let mut session = Session {
        shared: Arc::clone(&shared),
        connection,
        io: BufReader::new(Box::new(stream)),
        from: None,
        to: Vec::new(),
        released_before: 0,
        secure: false,
        drips: false,
    };
    // A client that leaves in the middle is what the tests are about, so an error is just the end.
    let _gone = session.talk().await;
    shared.seen.send_modify(|seen| seen.open -= 1);
}

impl Session {
    async fn talk(&mut self) -> io::Result<()> {
        let implicit = self.shared.script().tls.clone().filter(|tls| tls.implicit);
        if let Some(tls) = implicit {
            self.wrap(&tls).await?;
        }
        match self.meet(Stage::Connect, None).await? {
            Turn::Duty => self.say("220 relay.test ESMTP").await?,
            Turn::Answered => {}
            Turn::Over => return Ok(()),
        }
        while let Some(line) = self.line().await? {
            if self.command(&line).await? == Turn::Over {
                return Ok(());
            }
        }
        Ok(())
    }

    async fn command(&mut self, line: &str) -> io::Result<Turn> {
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        match verb.to_ascii_uppercase().as_str() {
            "EHLO" | "HELO" => {
                self.reset();
                match self.meet(Stage::Ehlo, None).await? {
                    Turn::Duty => self.hello().await,
                    other => Ok(other),
                }
            }
            "AUTH" => self.auth(rest).await,
            "STARTTLS" => {
                let tls = self.shared.script().tls.clone();
                let Some(tls) = tls else {
                    return self.answer("454 TLS not available").await;
                };
                self.say("220 go ahead").await?;
                self.wrap(&tls).await?;
                Ok(Turn::Answered)
            }
            "MAIL" => match self.meet(Stage::Mail, None).await? {
                Turn::Duty => {
                    self.reset();
                    self.from = Some(address(rest));
                    self.answer("250 sender ok").await
                }
                other => Ok(other),
            },
            "RCPT" if self.from.is_none() => self.answer("503 MAIL first").await,
            "RCPT" => {
                let recipient = address(rest);
                match self.meet(Stage::Rcpt, Some(&recipient)).await? {
                    Turn::Duty => {
                        self.to.push(recipient);
                        self.answer("250 recipient ok").await
                    }
                    other => Ok(other),
                }
            }
            "DATA" if self.to.is_empty() => self.answer("503 RCPT first").await,
            "DATA" => match self.meet(Stage::Data, None).await? {
                Turn::Duty => {
                    self.say("354 go ahead").await?;
                    self.data().await
                }
                other => Ok(other),
            },
            "RSET" => {
                self.reset();
                self.answer("250 reset").await
            }
            "NOOP" => self.answer("250 ok").await,
            "QUIT" => match self.meet(Stage::Quit, None).await? {
                Turn::Over => Ok(Turn::Over),
                turn => {
                    if turn == Turn::Duty {
                        self.say("221 bye").await?;
                    }
                    Ok(Turn::Over)
                }
            },
            _ => self.answer("500 what?").await,
        }
    }

    async fn hello(&mut self) -> io::Result<Turn> {
        let offer = self.shared.script().offer;
        let mut lines = vec![
            "relay.test".to_owned(),
            "8BITMIME".to_owned(),
            "PIPELINING".to_owned(),
        ];
        if offer.auth {
            lines.push("AUTH PLAIN LOGIN".to_owned());
        }
        if offer.starttls {
            lines.push("STARTTLS".to_owned());
        }
        lines.push(format!("SIZE {LARGEST}"));
        let last = lines.len() - 1;
        let text: Vec<String> = lines
            .iter()
            .enumerate()
            .map(|(i, line)| format!("250{}{line}", if i == last { ' ' } else { '-' }))
            .collect();
        self.answer(&text.join("\r\n")).await
    }

    async fn auth(&mut self, rest: &str) -> io::Result<Turn> {
        if rest.to_ascii_uppercase().starts_with("LOGIN") {
            for prompt in ["334 VXNlcm5hbWU6", "334 UGFzc3dvcmQ6"] {
                self.say(prompt).await?;
                if self.line().await?.is_none() {
                    return Ok(Turn::Over);
                }
            }
        } else if !rest.contains(' ') {
            self.say("334 ").await?;
            if self.line().await?.is_none() {
                return Ok(Turn::Over);
            }
        }
        match self.meet(Stage::Auth, None).await? {
            Turn::Duty => self.answer("235 welcome").await,
            other => Ok(other),
        }
    }

    /// Reads the message up to the final dot, then keeps it or does what the script says.
    async fn data(&mut self) -> io::Result<Turn> {
        let mut bytes = Vec::new();
        loop {
            let mut line = Vec::new();
            if self.io.read_until(b'\n', &mut line).await? == 0 {
                return Ok(Turn::Over);
            }
            if line == b".\r\n" {
                break;
            }
            bytes.extend_from_slice(if line.first() == Some(&b'.') {
                &line[1..]
            } else {
                &line
            });
        }
        let turn = match self.due(Stage::Dot, None) {
            Fault::StoreThenDrop => {
                self.keep(bytes);
                Turn::Over
            }
            Fault::StoreThenSilence => {
                self.keep(bytes);
                self.hush().await?
            }
            fault => match self.suffer(fault).await? {
                Turn::Duty if bytes.len() > LARGEST => self.answer("552 too big").await?,
                Turn::Duty => {
                    self.keep(bytes);
                    self.answer("250 kept").await?
                }
                other => other,
            },
        };
        self.reset();
        Ok(turn)
    }

    fn keep(&mut self, bytes: Vec<u8>) {
        let (connection, secure) = (self.connection, self.secure);
        let (from, to) = (self.from.take(), std::mem::take(&mut self.to));
        self.shared.seen.send_modify(|seen| {
            let from = from.unwrap_or_default();
            seen.received.push(Received {
                tick: seen.tick,
                connection,
                secure,
                from,
                to,
                bytes,
            });
        });
    }

    async fn meet(&mut self, stage: Stage, recipient: Option<&str>) -> io::Result<Turn> {
        let fault = self.due(stage, recipient);
        self.suffer(fault).await
    }

    /// Notes that a client came to `stage`, and takes what the script has for it: the nearest rule wins.
    fn due(&mut self, stage: Stage, recipient: Option<&str>) -> Fault {
        let fault = {
            let mut script = self.shared.script();
            let recipient = recipient.map(str::to_lowercase);
            let for_recipient = recipient.as_deref().and_then(|address| {
                let next = script
                    .recipients_next
                    .get_mut(address)
                    .and_then(VecDeque::pop_front);
                next.or_else(|| script.recipients.get(address).cloned())
            });
            let next = for_recipient.or_else(|| script.next.get_mut(&stage).and_then(VecDeque::pop_front));
            next.or_else(|| script.always.get(&stage).cloned())
                .unwrap_or(Fault::None)
        };
        // Read before the stage is announced: a test that waits for it may release at once.
        self.released_before = *self.shared.released.borrow();
        self.shared
            .seen
            .send_modify(|seen| *seen.reached.entry(stage).or_default() += 1);
        fault
    }

    async fn suffer(&mut self, fault: Fault) -> io::Result<Turn> {
        match fault {
            Fault::None => Ok(Turn::Duty),
            Fault::Reply(code) => {
                self.say(&format!("{code} scripted")).await?;
                Ok(if code == 421 { Turn::Over } else { Turn::Answered })
            }
            Fault::Silence | Fault::StoreThenSilence => self.hush().await,
            Fault::Drop | Fault::StoreThenDrop => Ok(Turn::Over),
            Fault::Hold => {
                let mut released = self.shared.released.subscribe();
                let before = self.released_before;
                let _closed = released.wait_for(|&count| count > before).await;
                Ok(Turn::Duty)
            }
            Fault::Drip => {
                self.drips = true;
                Ok(Turn::Duty)
            }
            Fault::EndlessDrip => loop {
                // A client that left is noticed when it is written to.
                self.drip(b"2").await?;
            },
        }
    }

    /// Reads and says nothing until the client leaves.
    async fn hush(&mut self) -> io::Result<Turn> {
        let mut nothing = [0; 4096];
        while self.io.read(&mut nothing).await? > 0 {}
        Ok(Turn::Over)
    }

    /// Goes on in TLS. Whatever the client sent ahead in clear is thrown away with the buffer.
    async fn wrap(&mut self, tls: &Tls) -> io::Result<()> {
        let clear: Box<dyn Io> = Box::new(tokio::io::empty());
        let stream = std::mem::replace(&mut self.io, BufReader::new(clear)).into_inner();
        self.io = BufReader::new(Box::new(tls.acceptor.accept(stream).await?));
        self.secure = true;
        self.reset();
        Ok(())
    }

    async fn line(&mut self) -> io::Result<Option<String>> {
        let mut line = String::new();
        if self.io.read_line(&mut line).await? == 0 {
            return Ok(None);
        }
        self.shared.seen.send_modify(|seen| seen.tick += 1);
        Ok(Some(line.trim_end().to_owned()))
    }

    async fn answer(&mut self, reply: &str) -> io::Result<Turn> {
        self.say(reply).await?;
        Ok(Turn::Answered)
    }

    async fn say(&mut self, reply: &str) -> io::Result<()> {
        let reply = format!("{reply}\r\n");
        if std::mem::take(&mut self.drips) {
            return self.drip(reply.as_bytes()).await;
        }
        self.io.write_all(reply.as_bytes()).await
    }

    /// Each byte by itself, after everybody else had a turn.
    async fn drip(&mut self, bytes: &[u8]) -> io::Result<()> {
        for byte in bytes {
            self.io.write_all(std::slice::from_ref(byte)).await?;
            self.io.flush().await?;
            tokio::task::yield_now().await;
        }
        Ok(())
    }

    fn reset(&mut self) {
        self.from = None;
        self.to.clear();
    }
}

/// The address between the angle brackets of `FROM:<…>` or `TO:<…>`.
fn address(rest: &str) -> String {
    let start = rest.find('<').map_or(0, |at| at + 1);
    let end = rest.rfind('>').unwrap_or(rest.len()).max(start);
    rest[start..end].to_owned()
}
