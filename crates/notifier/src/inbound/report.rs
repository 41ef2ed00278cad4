//! What a delivery status notification says (RFC 3464): that a mail came back, and how final that is.

use domain::incoming::Severity;

/// That a mail came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CameBack {
    /// How final it is.
    pub severity: Severity,
    /// The status (RFC 3463).
    pub status: String,
}

/// What the fields say: none if no mail failed. A mail of ours has one recipient, so the worst is what counts.
pub fn came_back(fields: &str) -> Option<CameBack> {
    let fields = fields.replace("\r\n", "\n");
    let failed = fields.split("\n\n").filter_map(recipient);
    failed.max_by_key(|back| back.severity.points())
}

/// The fields about one recipient, if it failed for good: what is only late may still arrive.
fn recipient(block: &str) -> Option<CameBack> {
    let field = |name: &str| {
        block.lines().find_map(|line| {
            let (known, value) = line.split_once(':')?;
            known.trim().eq_ignore_ascii_case(name).then(|| value.trim())
        })
    };
    if !field("action")?
        .split([' ', '(', ';'])
        .next()?
        .eq_ignore_ascii_case("failed")
    {
        return None;
    }
    let status = field("status")?.split([' ', '(']).next()?;
    Some(CameBack {
        severity: Severity::of_status(status)?,
        status: status.chars().take(20).collect(),
    })
}

/// The status in what a relay said when it refused a mail, such as `550 5.1.1 no such user`; without one, that the
/// mailbox is not there.
pub fn status_of_reply(reply: &str) -> String {
    let is_status = |word: &&str| word.starts_with("5.") && Severity::of_status(word).is_some();
    let found = reply.split([' ', '-', '#', '(', ')', '<', '>']).find(is_status);
    found.unwrap_or("5.0.0").to_owned()
}

#[cfg(test)]
mod tests {
    use domain::incoming::Severity;

    use super::{came_back, status_of_reply};

    #[test]
    fn fields() {
        let report = |recipient: &str| {
            format!(
                "Reporting-MTA: dns; mx.example.org\r\n\r\nFinal-Recipient: rfc822; ana@example.org\r\n{recipient}\r\n"
            )
        };
        for (recipient, expected) in [
            (
                "Action: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550",
                Some((Severity::Hard, "5.1.1")),
            ),
            (
                "ACTION:FAILED\r\nstatus: 5.2.2 (mailbox full)",
                Some((Severity::Soft, "5.2.2")),
            ),
            (
                "Action: failed (gave up)\r\nStatus: 4.4.7",
                Some((Severity::Soft, "4.4.7")),
            ),
            ("Action: delayed\r\nStatus: 4.4.1", None),
            ("Action: relayed\r\nStatus: 2.1.9", None),
            ("Action: delivered\r\nStatus: 2.0.0", None),
            ("Status: 5.1.1", None),
            ("Action: failed", None),
            ("Action: failed\r\nStatus: nonsense", None),
        ] {
            let back = came_back(&report(recipient));
            let back = back.as_ref().map(|back| (back.severity, back.status.as_str()));
            assert_eq!(back, expected, "{recipient}");
        }
        assert_eq!(came_back(""), None);
    }

    #[test]
    fn replies() {
        for (reply, status) in [
            ("RCPT: 550 5.1.1 <ana@example.org>: no such user", "5.1.1"),
            ("RCPT: 554-5.7.1 blocked", "5.7.1"),
            ("RCPT: 550 no such user", "5.0.0"),
            ("RCPT: 552 5.2.2 full", "5.2.2"),
        ] {
            assert_eq!(status_of_reply(reply), status, "{reply}");
        }
    }
}
