//! No mail leaves in clear, but to loopback: a relay without TLS, or one that took it out, gets nothing.

use std::time::Duration;

use notifier::{
    retry::{Outcome, classify},
    transport::{
        Deadlines, Envelope, Relay, Stage,
        url::{RelayAddress, Security},
    },
};
use testkit::smtp::{self, Offer, Server};

const SHORT: Deadlines = Deadlines {
    connect: Duration::from_millis(500),
    command: Duration::from_millis(500),
    message: Duration::from_millis(500),
    idle: Duration::from_secs(20),
};

#[tokio::test]
async fn without_tls_nothing_leaves_and_nothing_is_lost() {
    for (security, starttls) in [
        (Security::StartTls, false),
        (Security::StartTls, true),
        (Security::Tls, false),
    ] {
        let server = Server::start().await.unwrap();
        server.offer(Offer { auth: true, starttls });
        let address = RelayAddress {
            host: "127.0.0.1".into(),
            port: server.address().port(),
            security,
            credentials: Some(("ana".into(), "secret".into())),
        };
        let envelope = Envelope {
            from: "datos@example.org".parse().unwrap(),
            to: "ana@example.org".parse().unwrap(),
        };
        let result = Relay::new(&address, SHORT)
            .unwrap()
            .send(&envelope, b"Subject: x\r\n\r\nx\r\n")
            .await;
        assert_eq!(result.as_ref().unwrap_err().stage, Stage::Connect);
        assert!(matches!(classify(&result), Outcome::Retry(_)));
        assert_eq!(
            (
                server.reached(smtp::Stage::Auth),
                server.reached(smtp::Stage::Mail)
            ),
            (0, 0)
        );
    }
}
