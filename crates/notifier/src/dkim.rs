//! Our own signature under each mail (DKIM, RFC 6376): `rsa-sha256`, relaxed in headers and body, over every header that says
//! something to its reader or to their mail program.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use lettre::{
    Message,
    message::{
        dkim::{
            DkimCanonicalization, DkimCanonicalizationType, DkimConfig, DkimSigningAlgorithm, DkimSigningKey,
            dkim_sign,
        },
        header::HeaderName,
    },
};
use rsa::{
    RsaPrivateKey, RsaPublicKey,
    pkcs1::{DecodeRsaPrivateKey as _, EncodeRsaPrivateKey as _, LineEnding},
    pkcs8::{DecodePrivateKey as _, EncodePublicKey as _},
    traits::PublicKeyParts as _,
};

/// Shorter keys are not believed any more (RFC 8301 §3.2), longer ones do not fit into a DNS answer.
const BITS: std::ops::RangeInclusive<usize> = 1024..=4096;

/// What is signed. A header that is not there is signed as absent, so that nobody can add it (RFC 6376 §5.4.2); one-click
/// unsubscription counts only if both of its headers are signed (RFC 8058 §4). Not `Content-Type`: lettre keeps that of a
/// message in parts with its body, and would sign it as absent; the parts themselves are signed with the body.
const SIGNED: [&str; 12] = [
    "From",
    "Reply-To",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "In-Reply-To",
    "References",
    "MIME-Version",
    "List-Id",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
];

/// Signs for one domain, by one key of it.
pub struct Signer {
    config: DkimConfig,
    selector: String,
    domain: String,
    public: String,
}

/// A key that cannot sign.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadKey {
    /// It is none.
    #[error("it is no RSA key in PEM (PKCS#1 or PKCS#8, without a password)")]
    NotAKey,
    /// Its length.
    #[error("it has {0} bits; from 1024 to 4096 are believed, 2048 is usual")]
    Length(usize),
    /// The selector.
    #[error("a selector is letters, digits, hyphens and dots")]
    Selector,
}

impl Signer {
    /// For `domain`, with the private key `pem`, whose public half is published below `selector`.
    pub fn new(pem: &str, selector: &str, domain: &str) -> Result<Self, BadKey> {
        let label = |label: &str| {
            !label.is_empty()
                && label
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        };
        if !selector.split('.').all(label) {
            return Err(BadKey::Selector);
        }
        let private = RsaPrivateKey::from_pkcs1_pem(pem)
            .ok()
            .or_else(|| RsaPrivateKey::from_pkcs8_pem(pem).ok())
            .ok_or(BadKey::NotAKey)?;
        let bits = private.n().bits();
        if !BITS.contains(&bits) {
            return Err(BadKey::Length(bits));
        }
        let public = RsaPublicKey::from(&private)
            .to_public_key_der()
            .map_err(|_| BadKey::NotAKey)?;
        let pem = private
            .to_pkcs1_pem(LineEnding::LF)
            .map_err(|_| BadKey::NotAKey)?;
        let key = DkimSigningKey::new(&pem, DkimSigningAlgorithm::Rsa).map_err(|_| BadKey::NotAKey)?;
        let relaxed = DkimCanonicalizationType::Relaxed;
        let config = DkimConfig::new(
            selector.to_owned(),
            domain.to_owned(),
            key,
            SIGNED.map(HeaderName::new_from_ascii_str).to_vec(),
            DkimCanonicalization {
                header: relaxed,
                body: relaxed,
            },
        );
        Ok(Self {
            config,
            selector: selector.to_owned(),
            domain: domain.to_owned(),
            public: STANDARD.encode(public.as_bytes()),
        })
    }

    /// Where its public half belongs in the DNS.
    pub fn name(&self) -> String {
        format!("{}._domainkey.{}", self.selector, self.domain)
    }

    /// The TXT record that belongs there.
    pub fn record(&self) -> String {
        format!("v=DKIM1; k=rsa; p={}", self.public)
    }

    /// The public half, as the record has it.
    pub fn public(&self) -> &str {
        &self.public
    }

    pub(crate) fn sign(&self, message: &mut Message) {
        dkim_sign(message, &self.config);
    }
}

impl std::fmt::Debug for Signer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Signer({})", self.name())
    }
}
