//! What must not be asked is not: listeners on this machine see nobody, and see somebody as soon as the operator names them.
#![expect(
    clippy::unwrap_used,
    reason = "clippy does not see that helpers of tests are tests"
)]

mod canary;
mod exchange;
mod redirects;

use std::{
    net::IpAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use canary::Canaries;
use http::HeaderValue;
use outgoing::{Allowed, Ask, Client, FetchError, Guard, Plain, Refused, Resolver, agent};
use url::Url;

const FORBIDDEN: &str = include_str!("forbidden.txt");

/// A client that asks where it may, and knows one name.
fn client(allowed: Allowed, addresses: Vec<IpAddr>) -> Client {
    let plain = Plain::Everywhere;
    let told = Resolver::Told(Arc::new(move |_| addresses.clone()));
    Client::new(Guard { plain, allowed }, agent("https://pedidos.example.org")).resolving(told)
}

/// Each forbidden address, with what its host resolves to. What is no address at all is left out.
fn forbidden(canaries: &Canaries) -> Vec<(Url, Vec<IpAddr>)> {
    let lines = FORBIDDEN
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .filter_map(|line| {
            let line = canaries.fill(line);
            let (url, addresses) = line.split_once(' ').unwrap_or((&line, ""));
            let addresses = addresses.split(',').filter(|text| !text.is_empty());
            let url = Url::parse(url).ok()?;
            Some((url, addresses.map(|text| text.parse().unwrap()).collect()))
        })
        .collect()
}

fn why<T: std::fmt::Debug>(result: Result<T, FetchError>) -> Refused {
    match result {
        Err(FetchError::Refused(why)) => why,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn no_forbidden_address_is_asked() {
    let canaries = Canaries::open().await;
    let all = forbidden(&canaries);
    assert!(all.len() >= 120, "{}", all.len());
    for (url, addresses) in all {
        let result = client(Allowed::nothing(), addresses)
            .fetch(Ask::get(url.clone()))
            .await;
        let Err(FetchError::Refused(_)) = result else {
            panic!("{url}: {result:?}");
        };
    }
    assert_eq!(canaries.seen(), 0);
}

#[tokio::test]
async fn every_spelling_arrives_once_the_operator_names_it() {
    let canaries = Canaries::open().await;
    let allowed = Allowed::parse(["127.0.0.1".to_owned(), format!("[::1]:{}", canaries.six)]).unwrap();
    let leads_there = |url: &Url, addresses: &[IpAddr]| {
        let own: Option<IpAddr> = url
            .host_str()
            .and_then(|host| host.trim_matches(['[', ']']).parse().ok());
        let all: Vec<IpAddr> = own.into_iter().chain(addresses.iter().copied()).collect();
        let is_web = ["http", "https"].contains(&url.scheme());
        let is_fine = is_web && url.username().is_empty() && url.password().is_none();
        let is_four = all == ["127.0.0.1".parse::<IpAddr>().unwrap()] && url.port() == Some(canaries.four);
        let is_six = all == ["::1".parse::<IpAddr>().unwrap()] && url.port() == Some(canaries.six);
        is_fine && (is_four || (is_six && canaries.has_six))
    };
    let mut asked = 0;
    // What also has a public address would be asked there.
    let single = forbidden(&canaries)
        .into_iter()
        .filter(|(_, addresses)| addresses.len() < 2);
    for (url, addresses) in single {
        let leads_there = leads_there(&url, &addresses);
        let result = client(allowed.clone(), addresses)
            .fetch(Ask::get(url.clone()))
            .await;
        // A listener that cannot show who it is was connected to, and gave no answer.
        let answers = leads_there && url.scheme() == "http";
        assert_eq!(result.is_ok(), answers, "{url}: {result:?}");
        asked += usize::from(leads_there);
        assert_eq!(canaries.seen(), asked, "{url}");
    }
    assert!(asked >= 25, "{asked}");
}

#[tokio::test]
async fn a_name_that_leads_inside_the_second_time_is_not_followed_there() {
    let canaries = Canaries::open().await;
    let questions = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&questions);
    // The first answer leads to nobody, so that nothing leaves this machine: what it names is named by the operator.
    let told = Resolver::Told(Arc::new(move |_| {
        let first = counted.fetch_add(1, Ordering::SeqCst) == 0;
        vec![if first { "127.9.9.9" } else { "127.0.0.1" }.parse().unwrap()]
    }));
    let guard = Guard {
        plain: Plain::Everywhere,
        allowed: Allowed::parse(["127.9.9.9"]).unwrap(),
    };
    let client = Client::new(guard, HeaderValue::from_static("a")).resolving(told);
    let url = Url::parse(&format!("http://rebinding.example:{}/", canaries.four)).unwrap();

    let first = client.fetch(Ask::get(url.clone())).await;
    assert!(matches!(first, Err(FetchError::Connection(_))), "{first:?}");
    assert_eq!(
        questions.load(Ordering::SeqCst),
        1,
        "what was checked is what was connected to"
    );
    let second = why(client.fetch(Ask::get(url)).await);
    assert_eq!(second, Refused::Inside("127.0.0.1".parse().unwrap()));
    assert_eq!(canaries.seen(), 0);
}

#[tokio::test]
async fn without_tls_only_this_machine_is_asked_if_we_say_so() {
    let canaries = Canaries::open().await;
    let guard = Guard {
        plain: Plain::Loopback,
        allowed: Allowed::parse(["127.0.0.1", "1.1.1.1"]).unwrap(),
    };
    let told = Resolver::Told(Arc::new(|_| vec!["1.1.1.1".parse().unwrap()]));
    let client = Client::new(guard, HeaderValue::from_static("a")).resolving(told);
    for address in [
        "http://1.1.1.1/",
        "http://localhost/",
        "http://127.0.0.1.example.org/",
    ] {
        let refused = why(client.fetch(Ask::get(Url::parse(address).unwrap())).await);
        assert_eq!(refused, Refused::Plain, "{address}");
    }
    let here = Url::parse(&format!("http://127.0.0.1:{}/", canaries.four)).unwrap();
    assert!(client.fetch(Ask::get(here)).await.is_ok());
}
