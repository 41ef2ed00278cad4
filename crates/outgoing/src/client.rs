//! Asking: with a deadline, an answer of a bounded size, and each address looked at before anybody is connected to.

use std::io::Write;

use http::{
    HeaderValue, Method, Request, Response, StatusCode, Uri,
    header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH, HOST, LOCATION, USER_AGENT},
};
use http_body_util::{BodyExt as _, Full};
use hyper::{
    body::{Body as _, Bytes, Incoming},
    client::conn::http1,
};
use hyper_util::rt::TokioIo;
use tokio::{task::JoinHandle, time::timeout};
use url::Url;

use crate::{
    Answer, Ask, Guard, Head, Refused, Resolver,
    connection::{Stream, connect},
};

/// There is no answer.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// It is no address that we ask.
    #[error("the address is not asked: {0}")]
    Refused(#[from] Refused),
    /// Nobody is there, or it is somebody else.
    #[error("the connection failed: {0}")]
    Connection(#[from] std::io::Error),
    /// What came is not HTTP.
    #[error("the answer broke off: {0}")]
    Http(#[from] hyper::Error),
    /// There is more of it than we read.
    #[error("the answer is too large")]
    TooLarge,
    /// It came packed, although we said that we do not unpack.
    #[error("the answer is packed")]
    Packed,
    /// What came could not be kept.
    #[error("the answer cannot be written: {0}")]
    Kept(std::io::Error),
    /// It took too long.
    #[error("there was no answer in time")]
    Late,
    /// One redirect led to the next.
    #[error("there are too many redirects")]
    Redirects,
    /// TLS cannot be set up here.
    #[error("TLS cannot be set up: {0}")]
    Tls(rustls::Error),
}

/// Somebody who asks, within what they may.
#[derive(Debug, Clone)]
pub struct Client {
    guard: Guard,
    resolver: Resolver,
    agent: HeaderValue,
}

/// How we name ourselves to others: the program, its version, and where they find out about the site that asks.
pub fn agent(site: &str) -> HeaderValue {
    let version = env!("CARGO_PKG_VERSION");
    HeaderValue::from_str(&format!("Ventanilla/{version} (+{site})"))
        .unwrap_or(HeaderValue::from_static("Ventanilla"))
}

impl Client {
    /// A client that asks what `guard` lets through, and calls itself `agent`.
    pub const fn new(guard: Guard, agent: HeaderValue) -> Self {
        Self {
            guard,
            resolver: Resolver::System,
            agent,
        }
    }

    /// The same, with names as a test has them.
    #[must_use]
    pub fn resolving(mut self, resolver: Resolver) -> Self {
        self.resolver = resolver;
        self
    }

    /// Asks, and reads the whole answer. A redirect is an answer.
    pub async fn fetch(&self, ask: Ask) -> Result<Answer, FetchError> {
        let mut body = Vec::new();
        let head = self.fetch_to(ask, &mut body).await?;
        Ok(Answer { head, body })
    }

    /// Asks, and writes the body of the answer away as it comes. What was written is no answer if this fails.
    pub async fn fetch_to(&self, ask: Ask, kept: &mut (impl Write + Send)) -> Result<Head, FetchError> {
        let exchange = async {
            let open = self.open(&ask).await?;
            let (head, body) = open.said;
            read(&head, body, ask.largest, kept).await?;
            Ok(head)
        };
        timeout(ask.deadline, exchange)
            .await
            .map_err(|_| FetchError::Late)?
    }

    /// Asks, follows at most so many redirects, and leaves the body where it is. Each address on the way is looked at like
    /// the first one, and the deadline is one for all.
    pub async fn look(&self, mut ask: Ask, redirects: usize) -> Result<Head, FetchError> {
        let deadline = ask.deadline;
        let looking = async {
            for _ in 0..=redirects {
                let (head, _) = self.open(&ask).await?.said;
                let Some(next) = next(&head)? else {
                    return Ok(head);
                };
                if head.status == StatusCode::SEE_OTHER && ask.method != Method::HEAD {
                    ask.method = Method::GET;
                }
                ask.url = next;
            }
            Err(FetchError::Redirects)
        };
        timeout(deadline, looking).await.map_err(|_| FetchError::Late)?
    }

    async fn open(&self, ask: &Ask) -> Result<Open, FetchError> {
        let target = self.guard.look(&ask.url)?;
        let found = match target.literal {
            Some(address) => vec![address],
            None => self.resolver.addresses(&target.host).await?,
        };
        let addresses = self.guard.check(&target, &found)?;
        // Before anybody is connected to: it may be no request after all.
        let request = self.request(ask)?;
        let stream = connect(&target, &addresses).await?;
        Open::new(stream, request, ask.url.clone()).await
    }

    /// The request as a server wants it: its path alone, and the host beside it.
    fn request(&self, ask: &Ask) -> Result<Request<Full<Bytes>>, FetchError> {
        let url = &ask.url;
        let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
        let path = format!("{}{query}", url.path()).parse::<Uri>();
        let host = url.host_str().unwrap_or_default();
        let authority = url
            .port()
            .map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
        let mut request = Request::new(Full::new(Bytes::from(ask.body.clone())));
        *request.method_mut() = ask.method.clone();
        *request.uri_mut() = path.map_err(|_| Refused::NoAddress)?;
        *request.headers_mut() = ask.headers.clone();
        let headers = request.headers_mut();
        let authority = HeaderValue::from_str(&authority).map_err(|_| Refused::NoAddress)?;
        headers.insert(HOST, authority);
        headers.insert(USER_AGENT, self.agent.clone());
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("identity"));
        Ok(request)
    }
}

/// Where an answer sends us, if it does.
fn next(head: &Head) -> Result<Option<Url>, FetchError> {
    if !matches!(head.status.as_u16(), 301 | 302 | 303 | 307 | 308) {
        return Ok(None);
    }
    let Some(location) = head.header(&LOCATION) else {
        return Ok(None);
    };
    let next = head.url.join(location).map_err(|_| Refused::NoAddress)?;
    Ok(Some(next))
}

/// An answer of which the head was read. The connection ends with it.
struct Open {
    said: (Head, Incoming),
    _connection: Ends,
}

/// Ends what it holds with itself.
struct Ends(JoinHandle<Result<(), hyper::Error>>);

impl Drop for Ends {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Open {
    async fn new(
        stream: Box<dyn Stream>,
        request: Request<Full<Bytes>>,
        url: Url,
    ) -> Result<Self, FetchError> {
        let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
        let connection = Ends(tokio::spawn(connection));
        let answer: Response<Incoming> = sender.send_request(request).await?;
        let (parts, body) = answer.into_parts();
        let head = Head {
            url,
            status: parts.status,
            headers: parts.headers,
        };
        Ok(Self {
            said: (head, body),
            _connection: connection,
        })
    }
}

async fn read(
    head: &Head,
    mut body: Incoming,
    largest: u64,
    kept: &mut (impl Write + Send),
) -> Result<(), FetchError> {
    if body.is_end_stream() {
        return Ok(());
    }
    let packed = head.header(&CONTENT_ENCODING).unwrap_or("identity");
    if !packed.trim().eq_ignore_ascii_case("identity") {
        return Err(FetchError::Packed);
    }
    let announced = head
        .header(&CONTENT_LENGTH)
        .and_then(|size| size.parse::<u64>().ok());
    if announced.is_some_and(|size| size > largest) {
        return Err(FetchError::TooLarge);
    }
    let mut left = largest;
    while let Some(frame) = body.frame().await {
        let Ok(part) = frame?.into_data() else {
            continue;
        };
        left = left.checked_sub(part.len() as u64).ok_or(FetchError::TooLarge)?;
        kept.write_all(&part).map_err(FetchError::Kept)?;
    }
    Ok(())
}
