//! A provider of identities on this machine, as good or as bad as a test wants it. It checks what a real one would: our name and
//! secret, the code once, and that whoever began is who ends (PKCE).

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use axum::{
    Json, Router,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use ring::signature::{Ed25519KeyPair, KeyPair as _};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use url::{Url, form_urlencoded};
use web::AtProvider;

use crate::app::{BASE, TestApp};

const CLIENT: &str = "ventanilla";
const SECRET: &str = "a secret of ours";

/// How it signs its tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signs {
    /// As it should.
    Well,
    /// Not at all, and says so.
    Not,
    /// With a key that is not its own, under the name of one that is.
    WithAnother,
    /// With our secret, as if we were two of a kind.
    WithOurSecret,
}

/// The provider.
#[derive(Clone)]
pub struct FakeProvider(Arc<Mutex<Inner>>);

struct Inner {
    issuer: String,
    /// The number of the key it signs with.
    key: u8,
    signs: Signs,
    /// What it says only when it is asked for it.
    on_asking: bool,
    answers: bool,
    asked_for_keys: usize,
    given: HashMap<String, Grant>,
    tokens: HashMap<String, Value>,
    last: u32,
}

struct Grant {
    challenge: String,
    claims: Value,
}

impl FakeProvider {
    /// Starts one, and makes it the provider of `app`. It ends with the test.
    pub async fn at(app: &mut TestApp) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let fake = Self(Arc::new(Mutex::new(Inner {
            issuer: issuer.clone(),
            key: 1,
            signs: Signs::Well,
            on_asking: false,
            answers: true,
            asked_for_keys: 0,
            given: HashMap::new(),
            tokens: HashMap::new(),
            last: 0,
        })));
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(says))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .route("/who", get(who))
            .with_state(fake.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        let settings = oidc::Settings {
            issuer,
            client_id: CLIENT.into(),
            client_secret: SECRET.into(),
            redirect: format!("{BASE}/sign-in/oidc/callback"),
        };
        app.state.at_provider = Some(Arc::new(AtProvider {
            name: "miCuenta".into(),
            provider: oidc::Provider::new(settings),
        }));
        app.renew();
        fake
    }

    /// From now on it signs like this.
    pub fn signs(&self, signs: Signs) {
        self.0.lock().unwrap().signs = signs;
    }

    /// From now on it has another key, and only that one.
    pub fn changes_keys(&self) {
        self.0.lock().unwrap().key += 1;
    }

    /// From now on its tokens hold no address: that is told on asking.
    pub fn tells_on_asking(&self) {
        self.0.lock().unwrap().on_asking = true;
    }

    /// From now on it answers, or does not.
    pub fn answers(&self, answers: bool) {
        self.0.lock().unwrap().answers = answers;
    }

    /// How often somebody asked for its keys.
    pub fn asked_for_keys(&self) -> usize {
        self.0.lock().unwrap().asked_for_keys
    }

    /// Its name for itself.
    pub fn issuer(&self) -> String {
        self.0.lock().unwrap().issuer.clone()
    }

    /// Somebody who was sent there says yes: the address they are sent back to. `claims` outweighs what is true.
    pub fn lets_through(&self, app: &TestApp, sent: &str, claims: &Value) -> String {
        let address = Url::parse(sent).unwrap();
        let query: HashMap<String, String> = address.query_pairs().into_owned().collect();
        let mut inner = self.0.lock().unwrap();
        assert_eq!(address.origin().ascii_serialization(), inner.issuer);
        for (key, value) in [
            ("response_type", "code"),
            ("scope", "openid email"),
            ("code_challenge_method", "S256"),
            ("client_id", CLIENT),
            ("redirect_uri", "http://localhost:8080/sign-in/oidc/callback"),
        ] {
            assert_eq!(query[key], value);
        }
        let now = app.state.clock.now().as_second();
        let mut whole = json!({
            "iss": inner.issuer, "aud": CLIENT, "iat": now, "exp": now + 60, "nonce": query["nonce"],
        });
        whole
            .as_object_mut()
            .unwrap()
            .extend(claims.as_object().unwrap().clone());
        inner.last += 1;
        let code = format!("code{}", inner.last);
        let grant = Grant {
            challenge: query["code_challenge"].clone(),
            claims: whole,
        };
        inner.given.insert(code.clone(), grant);
        let back = form_urlencoded::Serializer::new(String::new())
            .append_pair("code", &code)
            .append_pair("state", &query["state"])
            .append_pair("iss", &inner.issuer)
            .finish();
        format!("/sign-in/oidc/callback?{back}")
    }
}

async fn says(State(fake): State<FakeProvider>) -> Response {
    let inner = fake.0.lock().unwrap();
    if !inner.answers {
        return StatusCode::BAD_GATEWAY.into_response();
    }
    let issuer = &inner.issuer;
    Json(json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "userinfo_endpoint": format!("{issuer}/who"),
        "jwks_uri": format!("{issuer}/keys"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["EdDSA", "none", "HS256"],
    }))
    .into_response()
}

fn pair(key: u8) -> Ed25519KeyPair {
    Ed25519KeyPair::from_seed_unchecked(&[key; 32]).unwrap()
}

async fn keys(State(fake): State<FakeProvider>) -> Json<Value> {
    let mut inner = fake.0.lock().unwrap();
    inner.asked_for_keys += 1;
    let public = URL_SAFE_NO_PAD.encode(pair(inner.key).public_key().as_ref());
    let key = json!({
        "kty": "OKP", "crv": "Ed25519", "use": "sig", "alg": "EdDSA", "kid": format!("k{}", inner.key), "x": public,
    });
    Json(json!({"keys": [key]}))
}

async fn token(State(fake): State<FakeProvider>, headers: HeaderMap, body: String) -> Response {
    let mut inner = fake.0.lock().unwrap();
    let form: HashMap<String, String> = form_urlencoded::parse(body.as_bytes()).into_owned().collect();
    let refused = || (StatusCode::BAD_REQUEST, Json(json!({"error": "invalid_grant"}))).into_response();
    let ours = format!(
        "Basic {}",
        STANDARD.encode(format!("{CLIENT}:{}", SECRET.replace(' ', "+")))
    );
    assert_eq!(headers[header::AUTHORIZATION], ours.as_str());
    assert_eq!(form["redirect_uri"], format!("{BASE}/sign-in/oidc/callback"));
    let Some(grant) = inner.given.remove(&form["code"]) else {
        return refused();
    };
    if URL_SAFE_NO_PAD.encode(Sha256::digest(form["code_verifier"].as_bytes())) != grant.challenge {
        return refused();
    }
    let mut claims = grant.claims.clone();
    if inner.on_asking {
        for name in ["email", "email_verified", "name"] {
            claims.as_object_mut().unwrap().remove(name);
        }
    }
    let access = format!("access{}", inner.last);
    inner.tokens.insert(access.clone(), grant.claims);
    Json(json!({
        "access_token": access, "token_type": "Bearer", "expires_in": 60,
        "id_token": signed(&inner, &claims),
    }))
    .into_response()
}

fn signed(inner: &Inner, claims: &Value) -> String {
    let algorithm = match inner.signs {
        Signs::Well | Signs::WithAnother => "EdDSA",
        Signs::Not => "none",
        Signs::WithOurSecret => "HS256",
    };
    let head = json!({"alg": algorithm, "kid": format!("k{}", inner.key)});
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let text = format!("{}.{}", part(&head), part(claims));
    let signature = match inner.signs {
        Signs::Well => pair(inner.key).sign(text.as_bytes()).as_ref().to_vec(),
        Signs::Not => Vec::new(),
        Signs::WithAnother => pair(99).sign(text.as_bytes()).as_ref().to_vec(),
        Signs::WithOurSecret => {
            let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, SECRET.as_bytes());
            ring::hmac::sign(&key, text.as_bytes()).as_ref().to_vec()
        }
    };
    format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature))
}

async fn who(State(fake): State<FakeProvider>, headers: HeaderMap) -> Response {
    let inner = fake.0.lock().unwrap();
    let given = headers[header::AUTHORIZATION].to_str().unwrap();
    let token = given.strip_prefix("Bearer ").unwrap_or_default();
    match inner.tokens.get(token) {
        Some(claims) => Json(claims.clone()).into_response(),
        None => StatusCode::UNAUTHORIZED.into_response(),
    }
}
