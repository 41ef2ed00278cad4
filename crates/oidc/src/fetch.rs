//! One HTTP request to a provider: over TLS unless it is on this machine, and with no redirect followed, because whoever answers
//! for the provider is at the address we were told. The operator named its host, so it may be inside; nobody whom it names may.

use std::sync::Arc;

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

/// Sends a request, and reads the whole answer.
pub async fn fetch(client: Arc<Client>, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, FetchError> {
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
    use std::sync::Arc;

    use http::Request;
    use outgoing::{FetchError, Refused};

    use super::{client, fetch};

    async fn refused(issuer: &str, address: &str) -> Refused {
        let request = Request::get(address).body(Vec::new()).unwrap();
        let client = Arc::new(client(issuer, "https://pedidos.example.org/sign-in"));
        match fetch(client, request).await {
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
