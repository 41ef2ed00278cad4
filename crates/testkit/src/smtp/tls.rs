//! Certificates for the scripted relay, made anew by each test: good ones, and bad ones of each kind.

use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        crypto::ring::default_provider,
        pki_types::{CertificateDer, PrivateKeyDer},
    },
};

/// What the relay shows. The name is always asked for as `localhost`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certificate {
    /// By the authority, for `localhost`, valid.
    Good,
    /// For another name.
    OtherName,
    /// Its time is over.
    Expired,
    /// By nobody but itself.
    SelfSigned,
}

/// An authority of one test.
pub struct Authority {
    certificate: CertificateDer<'static>,
    issuer: Issuer<'static, KeyPair>,
}

/// How the relay speaks TLS.
#[derive(Clone)]
pub(super) struct Tls {
    pub acceptor: TlsAcceptor,
    pub implicit: bool,
}

impl std::fmt::Debug for Tls {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Tls(implicit: {})", self.implicit)
    }
}

impl Default for Authority {
    fn default() -> Self {
        Self::new()
    }
}

impl Authority {
    /// A new one.
    ///
    /// # Panics
    /// If there is no randomness.
    pub fn new() -> Self {
        let key = must(KeyPair::generate());
        let mut params = must(CertificateParams::new(Vec::new()));
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let certificate = must(params.self_signed(&key)).der().clone();
        Self {
            certificate,
            issuer: Issuer::new(params, key),
        }
    }

    /// Its own certificate, for whoever is to trust it.
    pub fn der(&self) -> &[u8] {
        &self.certificate
    }

    pub(super) fn tls(&self, kind: Certificate, implicit: bool) -> Tls {
        let key = must(KeyPair::generate());
        let name = if kind == Certificate::OtherName {
            "other.test"
        } else {
            "localhost"
        };
        let mut params = must(CertificateParams::new([name.to_owned()]));
        if kind == Certificate::Expired {
            params.not_before = date_time_ymd(2020, 1, 1);
            params.not_after = date_time_ymd(2021, 1, 1);
        }
        let certificate = if kind == Certificate::SelfSigned {
            must(params.self_signed(&key))
        } else {
            must(params.signed_by(&key, &self.issuer))
        };
        let secret = must(PrivateKeyDer::try_from(key.serialize_der()));
        let config = must(
            ServerConfig::builder_with_provider(Arc::new(default_provider()))
                .with_safe_default_protocol_versions(),
        )
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], secret);
        Tls {
            acceptor: TlsAcceptor::from(Arc::new(must(config))),
            implicit,
        }
    }
}

/// Certificates that cannot be made end the test: there is nothing it could do without them.
fn must<T, E: std::fmt::Debug>(result: Result<T, E>) -> T {
    match result {
        Ok(value) => value,
        Err(error) => panic!("cannot make a certificate: {error:?}"),
    }
}
