//! The provider: found out about on first use and once an hour, its keys again when a token names one that is not known.

use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

use chrono::DateTime;
use openidconnect::{
    AuthType, AuthorizationCode, ClaimsVerificationError, ClientId, ClientSecret, CsrfToken,
    EmptyAdditionalClaims, EndpointMaybeSet, EndpointNotSet, EndpointSet, IssuerUrl, Nonce,
    PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RequestTokenError, Scope, SignatureVerificationError,
    TokenResponse as _, UserInfoClaims,
    core::{
        CoreAuthPrompt, CoreAuthenticationFlow, CoreClient, CoreClientAuthMethod, CoreGenderClaim,
        CoreIdTokenClaims, CoreJwsSigningAlgorithm, CoreProviderMetadata, CoreTokenResponse,
    },
};

use crate::fetch::{asking, client};

/// For how many seconds what a provider says of itself is believed.
const KNOWN: i64 = 3_600;
/// For how many seconds it is believed while the provider cannot be asked.
const STALE: i64 = 86_400;
/// How many seconds pass at least before its keys are asked for again because of a token.
const AGAIN: i64 = 30;
/// Longer subjects and addresses are nobody's.
const LONGEST: usize = 255;

/// How tokens may be signed: by whoever holds a key that we do not.
const SIGNED: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// How we are known at a provider.
#[derive(Clone)]
pub struct Settings {
    /// The provider's name for itself: an address.
    pub issuer: String,
    /// Our name there.
    pub client_id: String,
    /// What proves that it is ours.
    pub client_secret: String,
    /// Where it sends people back to.
    pub redirect: String,
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("issuer", &self.issuer)
            .field("client_id", &self.client_id)
            .finish_non_exhaustive()
    }
}

/// A provider.
#[derive(Debug)]
pub struct Provider {
    settings: Settings,
    asks: outgoing::Client,
    known: Mutex<Option<Known>>,
    /// Held by whoever asks it about itself: others wait for what it says.
    asking: tokio::sync::Mutex<()>,
}

#[derive(Debug, Clone)]
struct Known {
    at: i64,
    says: Arc<CoreProviderMetadata>,
}

/// What is made anew for each sign-in, and good for one: secrets of 43 characters or more.
#[derive(Debug, Clone)]
pub struct Once<'a> {
    /// Comes back with the browser.
    pub state: &'a str,
    /// Comes back in the token.
    pub nonce: &'a str,
    /// Proves that whoever began is who ends (PKCE).
    pub verifier: &'a str,
}

/// Somebody, as the provider knows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claims {
    /// The provider.
    pub issuer: String,
    /// Their name there, which never changes.
    pub subject: String,
    /// An address.
    pub email: Option<String>,
    /// The provider has seen that it is theirs.
    pub email_verified: bool,
}

/// Nobody was recognised.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The provider does not answer, or not as it should.
    #[error("the provider cannot be asked: {0}")]
    Unreachable(String),
    /// It does not take what the browser brought.
    #[error("the provider refuses: {0}")]
    Refused(String),
    /// What it says of somebody cannot be believed.
    #[error("the token is not to be believed: {0}")]
    Token(String),
}

type Ready = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

impl Provider {
    /// A provider, of whom nothing is asked yet.
    pub fn new(settings: Settings) -> Self {
        Self {
            asks: client(&settings.issuer, &settings.redirect),
            settings,
            known: Mutex::new(None),
            asking: tokio::sync::Mutex::const_new(()),
        }
    }

    /// The provider's name for itself.
    pub fn issuer(&self) -> &str {
        &self.settings.issuer
    }

    /// Where to send a browser. `anew`: whoever sits there shows the provider who they are, whatever it remembers.
    pub async fn begin(&self, once: &Once<'_>, anew: bool, now: i64) -> Result<String, Error> {
        let client = self.client(&*self.known(now, KNOWN).await?)?;
        let (state, nonce) = (once.state.to_owned(), once.nonce.to_owned());
        let challenge = PkceCodeChallenge::from_code_verifier_sha256(&verifier(once)?);
        let mut asked = client.authorize_url(
            CoreAuthenticationFlow::AuthorizationCode,
            move || CsrfToken::new(state),
            move || Nonce::new(nonce),
        );
        if anew {
            asked = asked.add_prompt(CoreAuthPrompt::Login);
        }
        let (address, ..) = asked
            .add_scope(Scope::new("email".to_owned()))
            .set_pkce_challenge(challenge)
            .url();
        Ok(address.into())
    }

    /// Who came back with `code`.
    pub async fn finish(&self, once: &Once<'_>, code: &str, now: i64) -> Result<Claims, Error> {
        let mut says = self.known(now, KNOWN).await?;
        let client = self.client(&says)?;
        let tokens: CoreTokenResponse = client
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .map_err(|error| unreachable(&error))?
            .set_pkce_verifier(verifier(once)?)
            .request_async(&asking(&self.asks))
            .await
            .map_err(|error| match error {
                RequestTokenError::ServerResponse(said) => Error::Refused(said.error().to_string()),
                RequestTokenError::Request(error) => unreachable(&error),
                other => unreachable(&other),
            })?;
        let nonce = Nonce::new(once.nonce.to_owned());
        let claims = match self.claims(&says, &tokens, &nonce, now) {
            Err(ClaimsVerificationError::SignatureVerification(
                SignatureVerificationError::NoMatchingKey
                | SignatureVerificationError::AmbiguousKeyId(_)
                | SignatureVerificationError::CryptoError(_),
            )) => {
                // Its keys are others by now.
                says = self.known(now, AGAIN).await?;
                self.claims(&says, &tokens, &nonce, now)
            }
            claims => claims,
        };
        let claims = claims.map_err(|error| Error::Token(error.to_string()))?;
        self.person(&says, &tokens, &claims).await
    }

    fn claims(
        &self,
        says: &CoreProviderMetadata,
        tokens: &CoreTokenResponse,
        nonce: &Nonce,
        now: i64,
    ) -> Result<CoreIdTokenClaims, ClaimsVerificationError> {
        let other = |error: Error| ClaimsVerificationError::Other(error.to_string());
        let client = self.client(says).map_err(other)?;
        let now = DateTime::from_timestamp(now, 0)
            .ok_or_else(|| ClaimsVerificationError::Other("there is no such time".into()))?;
        let verifier = client
            .id_token_verifier()
            .set_allowed_algs(SIGNED)
            .set_time_fn(move || now);
        let token = tokens
            .id_token()
            .ok_or_else(|| ClaimsVerificationError::Other("there is no token".into()))?;
        token.claims(&verifier, nonce).cloned()
    }

    /// What the token says of somebody, and what it leaves out, which the provider tells when asked (`OpenID` Connect Core §5.4).
    async fn person(
        &self,
        says: &CoreProviderMetadata,
        tokens: &CoreTokenResponse,
        claims: &CoreIdTokenClaims,
    ) -> Result<Claims, Error> {
        let mut person = Claims {
            issuer: claims.issuer().to_string(),
            subject: claims.subject().to_string(),
            email: claims.email().map(|email| email.to_string()),
            email_verified: claims.email_verified() == Some(true),
        };
        if person.subject.is_empty() || person.subject.len() > LONGEST {
            return Err(Error::Token("the subject is empty or too long".into()));
        }
        if person.email.is_none()
            && let Ok(request) = self.client(says)?.user_info(
                openidconnect::OAuth2TokenResponse::access_token(tokens).clone(),
                Some(claims.subject().clone()),
            )
        {
            let told: UserInfoClaims<EmptyAdditionalClaims, CoreGenderClaim> = request
                .request_async(&asking(&self.asks))
                .await
                .map_err(|error| unreachable(&error))?;
            person.email = told.email().map(|email| email.to_string());
            person.email_verified = told.email_verified() == Some(true);
        }
        person.email = person.email.filter(|email| email.len() <= LONGEST);
        person.email_verified &= person.email.is_some();
        Ok(person)
    }

    fn client(&self, says: &CoreProviderMetadata) -> Result<Ready, Error> {
        let redirect = RedirectUrl::new(self.settings.redirect.clone());
        let client = CoreClient::from_provider_metadata(
            says.clone(),
            ClientId::new(self.settings.client_id.clone()),
            Some(ClientSecret::new(self.settings.client_secret.clone())),
        )
        .set_redirect_uri(redirect.map_err(|error| unreachable(&error))?);
        let methods = says.token_endpoint_auth_methods_supported();
        let takes = |method| methods.is_none_or(|methods| methods.contains(&method));
        let in_the_form =
            !takes(CoreClientAuthMethod::ClientSecretBasic) && takes(CoreClientAuthMethod::ClientSecretPost);
        Ok(if in_the_form {
            client.set_auth_type(AuthType::RequestBody)
        } else {
            client
        })
    }

    fn remembered(&self, now: i64, longest: i64) -> Option<Arc<CoreProviderMetadata>> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let known = known.filter(|known| (0..longest).contains(&(now - known.at)));
        known.map(|known| known.says)
    }

    /// What the provider says of itself, not older than so many seconds if it can be asked.
    async fn known(&self, now: i64, longest: i64) -> Result<Arc<CoreProviderMetadata>, Error> {
        if let Some(says) = self.remembered(now, longest) {
            return Ok(says);
        }
        let _asking = self.asking.lock().await;
        if let Some(says) = self.remembered(now, longest) {
            return Ok(says);
        }
        let issuer = IssuerUrl::new(self.settings.issuer.clone());
        let issuer = issuer.map_err(|error| unreachable(&error))?;
        let says = match CoreProviderMetadata::discover_async(issuer, &asking(&self.asks)).await {
            Ok(says) => says,
            // What it said of itself a while ago is most likely so still.
            Err(error) => return self.remembered(now, STALE).ok_or_else(|| unreachable(&error)),
        };
        let known = Known {
            at: now,
            says: Arc::new(says),
        };
        let says = Arc::clone(&known.says);
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = Some(known);
        Ok(says)
    }
}

/// What went wrong, and why: the library tells only the first of it.
fn unreachable(error: &dyn std::error::Error) -> Error {
    let mut said = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        said = format!("{said}: {error}");
        cause = error.source();
    }
    Error::Unreachable(said)
}

fn verifier(once: &Once<'_>) -> Result<PkceCodeVerifier, Error> {
    // The library takes no other lengths (RFC 7636 §4.1).
    if (43..=128).contains(&once.verifier.len()) {
        Ok(PkceCodeVerifier::new(once.verifier.to_owned()))
    } else {
        Err(Error::Refused("the verifier is not ours".into()))
    }
}
