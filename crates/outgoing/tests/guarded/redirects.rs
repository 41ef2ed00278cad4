//! Redirects: each is a new address, looked at from scratch, and there are not many.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use outgoing::{Allowed, Ask, Client, FetchError, Guard, Resolver, agent};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
};
use url::Url;

use crate::{canary::Canaries, forbidden};

/// A server that answers each request with the same, and how often it was asked.
async fn sending_to(location: String) -> (u16, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let asked = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&asked);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            counted.fetch_add(1, Ordering::SeqCst);
            let mut said = [0; 4096];
            let _asked = stream.read(&mut said).await;
            let answer = format!("HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n");
            let _answered = stream.write_all(answer.as_bytes()).await;
        }
    });
    (port, asked)
}

/// A client that may ask one port of this machine, by a name.
fn client(port: u16, addresses: Vec<std::net::IpAddr>) -> Client {
    let allowed = Allowed::parse([format!("portal.example:{port}")]).unwrap();
    let guard = Guard {
        allowed,
        ..Guard::public()
    };
    let told = Resolver::Told(Arc::new(move |name| match name {
        "portal.example" => vec!["127.0.0.1".parse().unwrap()],
        _ => addresses.clone(),
    }));
    Client::new(guard, agent("https://pedidos.example.org")).resolving(told)
}

#[tokio::test]
async fn a_redirect_to_what_is_forbidden_is_not_followed() {
    let canaries = Canaries::open().await;
    for (url, addresses) in forbidden(&canaries) {
        let (port, asked) = sending_to(url.to_string()).await;
        let portal = Url::parse(&format!("http://portal.example:{port}/a.csv")).unwrap();
        let looked = client(port, addresses).look(Ask::head(portal), 3).await;
        assert!(matches!(looked, Err(FetchError::Refused(_))), "{url}: {looked:?}");
        assert_eq!(asked.load(Ordering::SeqCst), 1);
    }
    assert_eq!(canaries.seen(), 0);
}

#[tokio::test]
async fn a_few_redirects_are_followed_and_then_no_more() {
    let (port, asked) = sending_to("/b.csv".to_owned()).await;
    let portal = Url::parse(&format!("http://portal.example:{port}/a.csv")).unwrap();
    let looked = client(port, vec![]).look(Ask::head(portal), 3).await;
    assert!(matches!(looked, Err(FetchError::Redirects)), "{looked:?}");
    assert_eq!(asked.load(Ordering::SeqCst), 4);

    let canaries = Canaries::open().await;
    let (port, _) = sending_to(format!("http://file.example:{}/c.csv", canaries.four)).await;
    let portal = Url::parse(&format!("http://portal.example:{port}/a.csv")).unwrap();
    let allowed = Allowed::parse([format!("portal.example:{port}"), "file.example".to_owned()]).unwrap();
    let guard = Guard {
        allowed,
        ..Guard::public()
    };
    let told = Resolver::Told(Arc::new(|_| vec!["127.0.0.1".parse().unwrap()]));
    let client = Client::new(guard, agent("https://pedidos.example.org")).resolving(told);
    let looked = client.look(Ask::head(portal), 3).await.unwrap();
    assert_eq!(
        (looked.status.as_u16(), looked.url.host_str()),
        (200, Some("file.example"))
    );
    assert_eq!(canaries.seen(), 1);
}
