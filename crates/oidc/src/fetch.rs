//! One HTTP request to a provider: over TLS unless it is on this machine, and with no redirect followed, because whoever answers
//! for the provider is at the address we were told. The operator named its host, so it may be inside; nobody whom it names may.

use std::pin::Pin;

use http::{Request, Response};
use outgoing::{Allowed, Ask, Client, FetchError, Guard, Plain, Refused, agent};
use url::Url;

/// A client that asks the provider, and whom it names. It tells them on whose behalf: the site of `redirect`.
pub fn client(issuer: &str, redirect: &str) -> Client {
    let allowed = Url::parse(issuer).map_or(Allowed::nothing(), |issuer| Allowed::host_of(&issuer));
    let site = Url::parse(redirect).map_or(String::new(), |url| url.origin().ascii_serialization());
    let plain = Plain::Loopback;
    Client::new(Guard { plain, allowed }, agent(&site))
}

/// An answer on its way.
type Asked = Pin<Box<dyn Future<Output = Result<Response<Vec<u8>>, FetchError>> + Send>>;

/// The client as the library wants it. What it gives borrows nothing, so that it may be waited for by another thread.
pub fn asking(client: &Client) -> impl Fn(Request<Vec<u8>>) -> Asked + Send + Sync + 'static {
    let client = client.clone();
    move |request| {
        let client = client.clone();
        Box::pin(async move { fetch(&client, request).await })
    }
}

/// Sends a request, and reads the whole answer.
async fn fetch(client: &Client, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, FetchError> {
    let (parts, body) = request.into_parts();
    let url = Url::parse(&parts.uri.to_string()).map_err(|_| Refused::NoAddress)?;
    let ask = Ask {
        method: parts.method,
        headers: parts.headers,
        body,
        ..Ask::get(url)
    };
    let answer = client.fetch(ask).await?;
    let mut response = Response::new(answer.body);
    *response.status_mut() = answer.head.status;
    *response.headers_mut() = answer.head.headers;
    Ok(response)
}

#[cfg(test)]
mod tests {
    use http::Request;
    use outgoing::{FetchError, Refused};

    use super::{client, fetch};

    async fn refused(issuer: &str, address: &str) -> Refused {
        let request = Request::get(address).body(Vec::new()).unwrap();
        match fetch(&client(issuer, "https://pedidos.example.org/sign-in"), request).await {
            Err(FetchError::Refused(why)) => why,
            other => panic!("{address}: {other:?}"),
        }
    }

    #[tokio::test]
    async fn nobody_is_asked_in_the_clear() {
        for address in ["http://id.example.org/", "http://127.0.0.1.example.org/"] {
            assert_eq!(refused(address, address).await, Refused::Plain, "{address}");
        }
        let address = "ftp://127.0.0.1/";
        assert_eq!(refused(address, address).await, Refused::Scheme);
    }

    #[tokio::test]
    async fn a_provider_cannot_send_us_inside() {
        for inside in [
            "https://127.0.0.1/keys",
            "https://10.0.0.1/keys",
            "https://[::1]/token",
        ] {
            let why = refused("https://id.example.org/", inside).await;
            assert!(matches!(why, Refused::Inside(_)), "{inside}: {why:?}");
        }
    }
}
