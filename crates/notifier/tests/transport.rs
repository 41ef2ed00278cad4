//! The SMTP transport against a relay that misbehaves at every stage of the conversation.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use std::time::Duration;

use notifier::{
    retry::{Outcome, classify},
    transport::{Cause, Deadlines, Envelope, Failure, MailUrl, Stage, Transport},
};
use testkit::smtp::{self, Fault, Offer, Server};

const SHORT: Deadlines = Deadlines {
    connect: Duration::from_millis(300),
    command: Duration::from_millis(300),
    message: Duration::from_millis(300),
    idle: Duration::from_secs(20),
};

const BYTES: &[u8] = b"Subject: hola\r\n\r\n.punto\r\nfin\r\n";

fn transport(url: &str, deadlines: Deadlines) -> Transport {
    Transport::with_deadlines(&MailUrl::parse(url).unwrap(), deadlines).unwrap()
}

fn envelope(to: &str) -> Envelope {
    Envelope {
        from: "datos@example.org".parse().unwrap(),
        to: to.parse().unwrap(),
    }
}

async fn send(transport: &Transport, to: &str) -> Result<(), Failure> {
    transport.send(&envelope(to), "a-name", BYTES).await
}

fn failure(stage: Stage, code: u16) -> Failure {
    Failure {
        stage,
        cause: Cause::Reply {
            code,
            text: "scripted".into(),
        },
    }
}

#[tokio::test]
async fn what_arrives_is_what_was_sent() {
    let relay = Server::start().await.unwrap();
    let transport = transport(&relay.url(), Deadlines::default());
    for to in ["ana@example.org", "bruno@example.org"] {
        send(&transport, to).await.unwrap();
    }
    transport.rest().await;
    let received = relay.received();
    assert_eq!(received.len(), 2);
    assert_eq!(
        (received[0].from.as_str(), received[0].to.as_slice()),
        ("datos@example.org", &["ana@example.org".to_owned()][..])
    );
    assert!(received[0].bytes.starts_with(BYTES));
    assert_eq!(received[1].header("subject").as_deref(), Some("hola"));
    assert_eq!(relay.connections().0, 1, "the connection is used again");
    assert_eq!(relay.reached(smtp::Stage::Quit), 1);
}

#[tokio::test]
async fn replies_are_told_by_stage_and_code() {
    let relay = Server::start().await.unwrap();
    let transport = transport(&relay.url(), Deadlines::default());
    for (at, stage) in [
        (smtp::Stage::Connect, Stage::Connect),
        (smtp::Stage::Ehlo, Stage::Connect),
        (smtp::Stage::Mail, Stage::Mail),
        (smtp::Stage::Rcpt, Stage::Rcpt),
        (smtp::Stage::Data, Stage::Data),
        (smtp::Stage::Dot, Stage::Message),
    ] {
        for code in [421, 450, 451, 452, 454, 535, 550, 552, 554] {
            // 421 on a connection that was idle is met by a new one: twice, then.
            relay.next(at, [Fault::Reply(code)]);
            if code == 421 && at == smtp::Stage::Mail {
                relay.next(at, [Fault::Reply(code)]);
            }
            transport.rest().await;
            send(&transport, "bob@example.org").await.map_or_else(
                |found| assert_eq!(found, failure(stage, code)),
                |()| assert_eq!((at, code), (smtp::Stage::Mail, 421)),
            );
            relay.behave();
        }
    }
    // After all that, the next message still leaves, and nothing was kept that was refused.
    let before = relay.received().len();
    send(&transport, "ana@example.org").await.unwrap();
    assert_eq!(relay.received().len(), before + 1);
}

#[tokio::test]
async fn a_refused_recipient_does_not_cost_the_connection_nor_the_next_message() {
    let relay = Server::start().await.unwrap();
    relay.recipient("gone@example.org", Fault::Reply(550));
    let transport = transport(&relay.url(), Deadlines::default());
    for _ in 0..3 {
        assert_eq!(
            send(&transport, "gone@example.org").await,
            Err(failure(Stage::Rcpt, 550))
        );
        send(&transport, "ana@example.org").await.unwrap();
    }
    assert_eq!((relay.received().len(), relay.connections().0), (3, 1));
}

#[tokio::test]
async fn silence_ends_at_our_own_deadline_at_every_stage() {
    for (at, stage) in [
        (smtp::Stage::Connect, Stage::Connect),
        (smtp::Stage::Ehlo, Stage::Connect),
        (smtp::Stage::Mail, Stage::Mail),
        (smtp::Stage::Rcpt, Stage::Rcpt),
        (smtp::Stage::Data, Stage::Data),
        (smtp::Stage::Dot, Stage::Message),
    ] {
        let relay = Server::start().await.unwrap();
        let transport = transport(&relay.url(), SHORT);
        relay.next(at, [Fault::Silence]);
        assert_eq!(
            send(&transport, "ana@example.org").await,
            Err(Failure {
                stage,
                cause: Cause::Deadline
            })
        );
        assert!(relay.received().is_empty(), "{at:?}");
        // The connection whose state nobody knows is not used again.
        send(&transport, "ana@example.org").await.unwrap();
        assert_eq!((relay.received().len(), relay.connections().0), (1, 2), "{at:?}");
    }
}

#[tokio::test]
async fn silence_at_quit_delays_nothing() {
    let relay = Server::start().await.unwrap();
    relay.always(smtp::Stage::Quit, Fault::Silence);
    relay.recipient("gone@example.org", Fault::Reply(550));
    let transport = transport(&relay.url(), SHORT);
    send(&transport, "ana@example.org").await.unwrap();
    assert_eq!(
        send(&transport, "gone@example.org").await,
        Err(failure(Stage::Rcpt, 550))
    );
    transport.rest().await;
}

#[tokio::test]
async fn a_connection_that_died_while_idle_is_replaced_without_a_failed_try() {
    for fault in [Fault::Drop, Fault::Reply(421), Fault::Silence] {
        let relay = Server::start().await.unwrap();
        let transport = transport(&relay.url(), SHORT);
        send(&transport, "ana@example.org").await.unwrap();
        relay.next(smtp::Stage::Mail, [fault]);
        send(&transport, "ana@example.org").await.unwrap();
        assert_eq!((relay.received().len(), relay.connections().0), (2, 2));
    }
}

#[tokio::test]
async fn a_lost_reply_after_the_final_dot_is_ambiguous_and_so_retried() {
    for fault in [Fault::StoreThenDrop, Fault::StoreThenSilence, Fault::Drop] {
        let relay = Server::start().await.unwrap();
        let transport = transport(&relay.url(), SHORT);
        relay.next(smtp::Stage::Dot, [fault.clone()]);
        let result = send(&transport, "ana@example.org").await;
        assert_eq!(result.as_ref().unwrap_err().stage, Stage::Message);
        assert!(matches!(classify(&result), Outcome::Retry(_)));
        send(&transport, "ana@example.org").await.unwrap();
        let received = relay.received();
        assert_eq!(received.len(), if fault == Fault::Drop { 1 } else { 2 });
        assert!(received.iter().all(|message| message.bytes == received[0].bytes));
    }
}

#[tokio::test]
async fn a_late_reply_is_waited_for() {
    let relay = Server::start().await.unwrap();
    relay.next(smtp::Stage::Dot, [Fault::Hold]);
    let transport = transport(&relay.url(), Deadlines::default());
    let (sent, ()) = tokio::join!(send(&transport, "ana@example.org"), async {
        relay.wait_at(smtp::Stage::Dot, 1).await;
        relay.release();
    });
    assert_eq!((sent, relay.received().len()), (Ok(()), 1));
    let patience = Deadlines::default();
    assert!(patience.message >= Duration::from_mins(10) && patience.connect <= Duration::from_secs(30));
}

#[tokio::test]
async fn a_bad_password_is_retried_and_a_good_one_is_used() {
    let relay = Server::start().await.unwrap();
    relay.offer(Offer {
        auth: true,
        starttls: false,
    });
    let transport = transport(&format!("smtp://ana:secret@{}", relay.address()), SHORT);
    relay.next(smtp::Stage::Auth, [Fault::Reply(535)]);
    let result = send(&transport, "ana@example.org").await;
    assert_eq!(result, Err(failure(Stage::Connect, 535)));
    assert!(matches!(classify(&result), Outcome::Closed(_)));
    send(&transport, "ana@example.org").await.unwrap();
}

#[tokio::test]
async fn a_closed_port_is_retried() {
    let address = Server::start().await.unwrap().address();
    let result = send(&transport(&format!("smtp://{address}"), SHORT), "ana@example.org").await;
    assert_eq!(result.as_ref().unwrap_err().stage, Stage::Connect);
    assert!(matches!(classify(&result), Outcome::Closed(_)));
}

#[tokio::test]
async fn eight_at_once_reach_a_hundred_a_second() {
    let relay = Server::start().await.unwrap();
    let transport = transport(&relay.url(), Deadlines::default());
    let began = tokio::time::Instant::now();
    futures::stream::StreamExt::for_each_concurrent(futures::stream::iter(0..400), 8, |_| async {
        send(&transport, "ana@example.org").await.unwrap();
    })
    .await;
    let took = began.elapsed();
    assert_eq!(relay.received().len(), 400);
    assert!(relay.connections().1 <= 8);
    assert!(took < Duration::from_secs(4), "400 messages took {took:?}");
}
