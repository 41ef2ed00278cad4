//! One HTTP request to a provider: over TLS unless it is on this machine, with a deadline, an answer of a bounded size, and no
//! redirect followed: whoever answers for the provider is at the address we were told.

use std::{
    sync::{Arc, LazyLock},
    time::Duration,
};

use http::{
    Request, Response, Uri,
    header::{HOST, HeaderValue},
};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::{body::Bytes, client::conn::http1};
use hyper_util::rt::TokioIo;
use rustls::{ClientConfig, RootCertStore, pki_types::ServerName};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
    time::timeout,
};
use tokio_rustls::TlsConnector;
use url::{Host, Url};

/// How long a request may take in all.
const DEADLINE: Duration = Duration::from_secs(10);
/// The largest answer that is read, in bytes: a token or a set of keys is far smaller.
const LARGEST: usize = 512 * 1024;

/// There is no answer.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// It is no address that we ask.
    #[error("it is not an https address")]
    Address,
    /// Nobody is there, or it is somebody else.
    #[error("the connection failed: {0}")]
    Connection(#[from] std::io::Error),
    /// What came is not HTTP.
    #[error("the answer broke off: {0}")]
    Http(#[from] hyper::Error),
    /// It is too large, or broke off.
    #[error("the answer is too large or broke off")]
    Body,
    /// It took too long.
    #[error("there was no answer in time")]
    Late,
    /// TLS cannot be set up here.
    #[error("TLS cannot be set up: {0}")]
    Tls(#[from] rustls::Error),
}

/// Sends a request, and reads the whole answer.
pub async fn fetch(request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, FetchError> {
    timeout(DEADLINE, exchange(request))
        .await
        .map_err(|_| FetchError::Late)?
}

/// Whether an address leads to this machine.
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

async fn exchange(request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, FetchError> {
    let url = Url::parse(&request.uri().to_string()).map_err(|_| FetchError::Address)?;
    let is_plain = url.scheme() == "http" && is_loopback(&url);
    let host = url.host_str().ok_or(FetchError::Address)?;
    let port = url.port_or_known_default().ok_or(FetchError::Address)?;
    if !is_plain && url.scheme() != "https" {
        return Err(FetchError::Address);
    }
    let bare = host.trim_start_matches('[').trim_end_matches(']').to_owned();
    let authority = url
        .port()
        .map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
    let stream = TcpStream::connect((bare.as_str(), port)).await?;
    let request = named(request, &url, &authority)?;
    if is_plain {
        return talk(stream, request).await;
    }
    let name = ServerName::try_from(bare).map_err(|_| FetchError::Address)?;
    let config = TLS.as_ref().map_err(|error| FetchError::Tls(error.clone()))?;
    let stream = TlsConnector::from(Arc::clone(config))
        .connect(name, stream)
        .await?;
    talk(stream, request).await
}

/// The request as a server wants it: its path alone, and the host beside it.
fn named(request: Request<Vec<u8>>, url: &Url, authority: &str) -> Result<Request<Full<Bytes>>, FetchError> {
    let (mut parts, body) = request.into_parts();
    let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
    parts.uri = format!("{}{query}", url.path())
        .parse::<Uri>()
        .map_err(|_| FetchError::Address)?;
    let host = HeaderValue::from_str(authority).map_err(|_| FetchError::Address)?;
    parts.headers.insert(HOST, host);
    Ok(Request::from_parts(parts, Full::new(Bytes::from(body))))
}

async fn talk<S>(stream: S, request: Request<Full<Bytes>>) -> Result<Response<Vec<u8>>, FetchError>
where
    S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    // It ends with the sender, or when whoever is there closes it.
    let connection = tokio::spawn(connection);
    let answer = sender.send_request(request).await?;
    let (parts, body) = answer.into_parts();
    let body = Limited::new(body, LARGEST)
        .collect()
        .await
        .map_err(|_| FetchError::Body)?;
    connection.abort();
    Ok(Response::from_parts(parts, body.to_bytes().to_vec()))
}

/// The authorities that browsers trust.
static TLS: LazyLock<Result<Arc<ClientConfig>, rustls::Error>> = LazyLock::new(|| {
    let roots = RootCertStore {
        roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
    };
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(Arc::new(config))
});

#[cfg(test)]
mod tests {
    use http::Request;
    use tokio::{
        io::{AsyncReadExt as _, AsyncWriteExt as _},
        net::TcpListener,
    };

    use super::{FetchError, LARGEST, fetch};

    /// The address of a server that answers this to one request, and what it was asked.
    async fn answering(answer: Vec<u8>) -> (String, tokio::task::JoinHandle<String>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let served = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut asked = vec![0; 4096];
            let read = stream.read(&mut asked).await.unwrap();
            let _answered = stream.write_all(&answer).await;
            let _closed = stream.shutdown().await;
            String::from_utf8_lossy(&asked[..read]).into_owned()
        });
        (address, served)
    }

    fn asking(address: &str) -> Request<Vec<u8>> {
        Request::get(address).body(Vec::new()).unwrap()
    }

    #[tokio::test]
    async fn a_redirect_is_not_followed() {
        let moved = b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n";
        let (address, served) = answering(moved.to_vec()).await;
        let answer = fetch(asking(&format!("{address}/keys?a=b"))).await.unwrap();
        assert_eq!(answer.status(), 302);
        let asked = served.await.unwrap();
        assert!(asked.starts_with("GET /keys?a=b HTTP/1.1\r\n"), "{asked}");
        assert!(
            asked.to_lowercase().contains(&format!("host: {}", &address[7..])),
            "{asked}"
        );
    }

    #[tokio::test]
    async fn an_endless_answer_ends() {
        let size = LARGEST + 1;
        let mut large = format!("HTTP/1.1 200 OK\r\nContent-Length: {size}\r\n\r\n").into_bytes();
        large.resize(large.len() + size, b'a');
        let (address, _served) = answering(large).await;
        assert!(matches!(fetch(asking(&address)).await, Err(FetchError::Body)));
    }

    #[tokio::test]
    async fn nobody_is_asked_in_the_clear() {
        for address in [
            "http://id.example.org/",
            "ftp://127.0.0.1/",
            "http://127.0.0.1.example.org/",
        ] {
            assert!(
                matches!(fetch(asking(address)).await, Err(FetchError::Address)),
                "{address}"
            );
        }
    }
}
