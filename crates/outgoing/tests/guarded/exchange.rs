//! One exchange with somebody who is asked: what is said, how long it may take, how large its answer may be.

use std::time::Duration;

use http::{HeaderValue, header::IF_NONE_MATCH};
use outgoing::{Allowed, Ask, Client, FetchError, Guard, agent};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
};
use url::Url;

/// The address of a server that answers this to one request, and what it was asked.
async fn answering(answer: Vec<u8>) -> (Url, tokio::task::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/keys?a=b c|d", listener.local_addr().unwrap());
    let served = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut asked = vec![0; 4096];
        let read = stream.read(&mut asked).await.unwrap();
        let _answered = stream.write_all(&answer).await;
        let _closed = stream.shutdown().await;
        String::from_utf8_lossy(&asked[..read]).into_owned()
    });
    (Url::parse(&address).unwrap(), served)
}

fn client() -> Client {
    let allowed = Allowed::parse(["127.0.0.1"]).unwrap();
    let guard = Guard {
        allowed,
        ..Guard::public()
    };
    Client::new(guard, agent("https://pedidos.example.org"))
}

#[tokio::test]
async fn a_server_hears_who_asks_for_what_and_a_redirect_is_an_answer() {
    let moved = b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n";
    let (url, served) = answering(moved.to_vec()).await;
    let port = url.port().unwrap();
    let ask = Ask::get(url).with(IF_NONE_MATCH, HeaderValue::from_static("\"a\""));
    let answer = client().fetch(ask).await.unwrap();
    assert_eq!(answer.head.status, 302);
    let asked = served.await.unwrap();
    assert!(asked.starts_with("GET /keys?a=b%20c|d HTTP/1.1\r\n"), "{asked}");
    let version = env!("CARGO_PKG_VERSION");
    for header in [
        format!("host: 127.0.0.1:{port}"),
        format!("user-agent: Ventanilla/{version} (+https://pedidos.example.org)"),
        "accept-encoding: identity".to_owned(),
        "if-none-match: \"a\"".to_owned(),
    ] {
        assert!(asked.contains(&header), "{header}: {asked}");
    }
}

#[tokio::test]
async fn an_endless_answer_ends() {
    let size = 513 * 1024;
    let announced = format!("Content-Length: {size}\r\n");
    for announced in [announced.as_str(), ""] {
        let mut large = format!("HTTP/1.1 200 OK\r\n{announced}\r\n").into_bytes();
        large.resize(large.len() + size, b'a');
        let (url, _served) = answering(large).await;
        let answer = client().fetch(Ask::get(url)).await;
        assert!(matches!(answer, Err(FetchError::TooLarge)), "{answer:?}");
    }
}

#[tokio::test]
async fn what_breaks_off_or_is_packed_or_never_comes_is_no_answer() {
    let short = b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc".to_vec();
    let (url, _served) = answering(short).await;
    let answer = client().fetch(Ask::get(url)).await;
    assert!(matches!(answer, Err(FetchError::Http(_))), "{answer:?}");

    let packed = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc".to_vec();
    let (url, _served) = answering(packed).await;
    let answer = client().fetch(Ask::get(url)).await;
    assert!(matches!(answer, Err(FetchError::Packed)), "{answer:?}");

    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = Url::parse(&format!("http://{}/", listener.local_addr().unwrap())).unwrap();
    let ask = Ask::get(url).within(Duration::from_millis(50), 10);
    let answer = client().fetch(ask).await;
    assert!(matches!(answer, Err(FetchError::Late)), "{answer:?}");
}

#[tokio::test]
async fn what_is_written_away_is_not_held() {
    let size: usize = 3 * 1024 * 1024;
    let mut large = format!("HTTP/1.1 200 OK\r\nContent-Length: {size}\r\n\r\n").into_bytes();
    large.resize(large.len() + size, b'a');
    let (url, _served) = answering(large).await;
    let mut counted = Counted::default();
    let ask = Ask::get(url).within(Duration::from_secs(10), 4 * 1024 * 1024);
    client().fetch_to(ask, &mut counted).await.unwrap();
    assert_eq!(counted.all, size);
    assert!(counted.largest < 1024 * 1024, "{}", counted.largest);
}

#[derive(Default)]
struct Counted {
    all: usize,
    largest: usize,
}

impl std::io::Write for Counted {
    fn write(&mut self, part: &[u8]) -> std::io::Result<usize> {
        self.all += part.len();
        self.largest = self.largest.max(part.len());
        Ok(part.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
