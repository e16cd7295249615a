package dev.patchbay.blackbox;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.stream.Collectors;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedCondition;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A Chromium of its own for each page, as two people have two; skips the test where Chromium is not installed. */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    static Browser open() throws IOException {
        return open(new ChromeOptions());
    }

    /** One that can tell whom it asked. */
    static Browser recording() throws IOException {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        return open(options);
    }

    private static Browser open(ChromeOptions options) throws IOException {
        Programs.assume("chromium", "chromedriver");
        options.setBinary(Programs.find("chromium").toString());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + Temporary.directory());
        File chromedriver = Programs.find("chromedriver").toFile();
        return new Browser(new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(chromedriver)
                        .usingAnyFreePort()
                        .build(),
                options));
    }

    /** The hosts and ports it asked for anything since this was called before, by HTTP or WebSocket. */
    Set<String> asked() {
        return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                .map(entry -> JsonParser.parseString(entry.getMessage())
                        .getAsJsonObject()
                        .getAsJsonObject("message"))
                .flatMap(message -> url(message).stream())
                .filter(url -> url.matches("(http|ws)s?:.*"))
                .map(url -> URI.create(url).getAuthority())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Optional<String> url(JsonObject message) {
        JsonObject about = message.getAsJsonObject("params");
        return switch (message.get("method").getAsString()) {
            case "Network.requestWillBeSent" ->
                Optional.of(about.getAsJsonObject("request").get("url").getAsString());
            case "Network.webSocketCreated" -> Optional.of(about.get("url").getAsString());
            default -> Optional.empty();
        };
    }

    void go(String url) {
        driver.get(url);
    }

    /** Of the page it shows. */
    String path() {
        return URI.create(driver.getCurrentUrl()).getPath();
    }

    void resize(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
    }

    WebElement find(String css) {
        return until(ExpectedConditions.visibilityOfElementLocated(By.cssSelector(css)));
    }

    void type(String css, String text) {
        find(css).sendKeys(text);
    }

    void click(String css) {
        // a page may put another element in its place between the two
        new WebDriverWait(driver, PATIENCE)
                .ignoring(StaleElementReferenceException.class)
                .until(page -> {
                    find(css).click();
                    return true;
                });
    }

    /** Clicks the one whose text is this. */
    void click(String css, String text) {
        new WebDriverWait(driver, PATIENCE)
                .ignoring(StaleElementReferenceException.class)
                .until(page -> {
                    Optional<WebElement> found = page.findElements(By.cssSelector(css)).stream()
                            .filter(each -> each.getText().equals(text))
                            .findFirst();
                    found.ifPresent(WebElement::click);
                    return found.isPresent();
                });
    }

    /** The visible text of an element now, which may be empty. */
    String text(String css) {
        return driver.findElement(By.cssSelector(css)).getText();
    }

    /** What stands in a field. */
    String value(String css) {
        return find(css).getDomProperty("value");
    }

    /** Replaces what stands in a field. */
    void fill(String css, String text) {
        find(css).clear();
        type(css, text);
    }

    /** The visible text of an element once it contains this. */
    String awaitText(String css, String text) {
        until(ExpectedConditions.textToBePresentInElementLocated(By.cssSelector(css), text));
        return find(css).getText();
    }

    /** Once an element's text does not contain this any more. */
    void awaitNoText(String css, String text) {
        until(ExpectedConditions.not(ExpectedConditions.textToBePresentInElementLocated(By.cssSelector(css), text)));
    }

    /** Whether it is to be seen now. */
    boolean isShown(String css) {
        return driver.findElement(By.cssSelector(css)).isDisplayed();
    }

    private <T> T until(ExpectedCondition<T> condition) {
        return new WebDriverWait(driver, PATIENCE).until(condition);
    }

    /** What a script returns, or what its promise resolves to. */
    Object script(String text) {
        return driver.executeScript(text);
    }

    /** For whoever wants to look: written to target/screenshots. */
    void screenshot(String name) throws IOException {
        Path folder = Files.createDirectories(Path.of(System.getProperty("screenshots")));
        Files.write(folder.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
