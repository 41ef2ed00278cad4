//! No mail leaves in clear, but to loopback, and none to a relay that cannot show who it is: it gets nothing, and nothing
//! is lost. Each refusal has its control, a relay that is in order.
#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use std::time::Duration;

use notifier::{
    retry::{Outcome, classify},
    transport::{
        Deadlines, Envelope, Failure, Relay, Stage,
        url::{RelayAddress, Security},
    },
};
use testkit::smtp::{self, Authority, Certificate, Offer, Server};

const SHORT: Deadlines = Deadlines {
    connect: Duration::from_secs(2),
    command: Duration::from_secs(2),
    message: Duration::from_secs(2),
    idle: Duration::from_secs(20),
};

async fn send(server: &Server, security: Security, authority: Option<&[u8]>) -> Result<(), Failure> {
    let address = RelayAddress {
        host: "localhost".into(),
        port: server.address().port(),
        security,
        credentials: Some(("ana".into(), "secret".into())),
    };
    let envelope = Envelope {
        from: "datos@example.org".parse().unwrap(),
        to: "ana@example.org".parse().unwrap(),
    };
    let relay = Relay::with_authority(&address, SHORT, authority).unwrap();
    relay.send(&envelope, b"Subject: x\r\n\r\nx\r\n").await
}

fn refused(server: &Server, result: &Result<(), Failure>, what: &str) {
    assert_eq!(result.as_ref().unwrap_err().stage, Stage::Connect, "{what}");
    assert!(matches!(classify(result), Outcome::Closed(_)), "{what}");
    assert_eq!(
        (
            server.reached(smtp::Stage::Auth),
            server.reached(smtp::Stage::Mail)
        ),
        (0, 0),
        "{what}"
    );
}

#[tokio::test]
async fn a_relay_that_is_in_order_gets_its_mail() {
    let authority = Authority::new();
    for (security, implicit) in [(Security::StartTls, false), (Security::Tls, true)] {
        let server = Server::start().await.unwrap();
        server.offer(Offer {
            auth: true,
            starttls: false,
        });
        server.secure(&authority, Certificate::Good, implicit);
        assert_eq!(
            send(&server, security, Some(authority.der())).await,
            Ok(()),
            "{security:?}"
        );
        assert_eq!(
            (server.received().len(), server.reached(smtp::Stage::Auth)),
            (1, 1)
        );
    }
}

#[tokio::test]
async fn a_certificate_that_proves_nothing_gets_nothing() {
    let authority = Authority::new();
    for (security, implicit) in [(Security::StartTls, false), (Security::Tls, true)] {
        for certificate in [
            Certificate::SelfSigned,
            Certificate::OtherName,
            Certificate::Expired,
        ] {
            let server = Server::start().await.unwrap();
            server.offer(Offer {
                auth: true,
                starttls: false,
            });
            server.secure(&authority, certificate, implicit);
            let result = send(&server, security, Some(authority.der())).await;
            refused(&server, &result, &format!("{security:?} {certificate:?}"));
        }
        let server = Server::start().await.unwrap();
        server.secure(&authority, Certificate::Good, implicit);
        refused(
            &server,
            &send(&server, security, None).await,
            "an authority that nobody trusts",
        );
    }
}

#[tokio::test]
async fn a_relay_without_tls_gets_nothing() {
    for (security, starttls) in [
        (Security::StartTls, false),
        (Security::StartTls, true),
        (Security::Tls, false),
    ] {
        let server = Server::start().await.unwrap();
        server.offer(Offer { auth: true, starttls });
        refused(
            &server,
            &send(&server, security, None).await,
            &format!("{security:?} offered: {starttls}"),
        );
    }
}
