from podworko.diagnosis import budgets_urls, results_urls, surveys_urls

app_name = "diagnosis"
urlpatterns = [
    *budgets_urls.urlpatterns,
    *results_urls.urlpatterns,
    *surveys_urls.urlpatterns,
]
